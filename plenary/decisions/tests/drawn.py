"""What of a picture leaves it, for tests."""

from plenary.decisions.shown.pictures.shapes import FINE, Chart


def outside(picture):
    """What of a picture leaves it."""
    if isinstance(picture, Chart):
        ends = [(each.start, each.start + each.length) for row in picture.rows for each in row.bars]
        marks = [(each.at, each.at) for row in picture.rows for each in row.marks]
        return [both for both in ends + marks if not 0 <= both[0] <= both[1] <= 1]
    wide, high = picture.width * FINE, picture.height * FINE
    spots = [(each.x, each.y) for each in picture.boxes] + [
        (each.x + each.width, each.y + each.height) for each in picture.boxes
    ]
    spots += [(each.x, each.y) for each in picture.lines] + [(each.to_x, each.to_y) for each in picture.lines]
    for each in picture.ribbons:
        spots += [
            (each.x, each.y),
            (each.x, each.y + each.height),
            (each.to_x, each.to_y),
            (each.to_x, each.to_y + each.to_height),
        ]
    spots += [(each.x * FINE, each.y * FINE) for each in picture.labels]
    return [(x, y) for x, y in spots if not (0 <= x <= wide and 0 <= y <= high)]
