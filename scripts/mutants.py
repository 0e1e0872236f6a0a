"""Mutants of a module: what one small change of its code makes of it. Words, annotations and `__all__` are let be."""

import ast
import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 7
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OTHER: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}
OTHER_VERDICT = {"allow": ("refuse", ["core.members_only"]), "refuse": ("allow", [])}
UNTOUCHED = {"annotation", "returns", "decorator_list", "type_params", "args", "bases", "keywords_of_class"}


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One change: in `holder`, at `field` (and `index`, where it is a list), `new` stands instead of `old`."""

    function: str
    holder: ast.AST
    field: str
    index: int | None
    old: ast.AST
    new: ast.AST
    first: int
    last: int

    def apply(self) -> None:
        """Change the tree that it was made from. There is no way back: work in a process of your own."""
        ast.copy_location(self.new, self.old)
        for node in ast.walk(self.new):
            if isinstance(node, ast.expr | ast.stmt) and not hasattr(node, "lineno"):
                ast.copy_location(node, self.old)
        ast.fix_missing_locations(self.new)
        if self.index is None:
            setattr(self.holder, self.field, self.new)
        else:
            getattr(self.holder, self.field)[self.index] = self.new

    def __str__(self) -> str:
        if isinstance(self.old, ast.comprehension | ast.slice):
            return f"{self.old.__class__.__name__}"
        said, instead = (" ".join(ast.unparse(each).split()) for each in (self.old, self.new))
        return f"`{said[:110]}` → `{instead[:110]}`"


def mutants_of(tree: ast.Module, *, most: int) -> list[Mutant]:
    """The mutants of a module, of each function (and of what stands in none) at most so many, drawn by the same seed."""
    by_function: dict[str, list[Mutant]] = {}
    for mutant in _within(tree, "", (1, 1)):
        by_function.setdefault(mutant.function, []).append(mutant)
    chosen: list[Mutant] = []
    for function, mutants in by_function.items():
        drawn = random.Random(f"{SEED}:{function}").sample(mutants, min(most, len(mutants)))  # noqa: S311  # the same each time
        chosen += sorted(drawn, key=lambda each: each.first)
    return chosen


def _within(node: ast.AST, function: str, lines: tuple[int, int]) -> Iterator[Mutant]:
    """The mutants of what stands in a node. `lines` are those of the statement that it stands in, or of its head."""
    for field, value in ast.iter_fields(node):
        if field in UNTOUCHED and isinstance(
            node, ast.FunctionDef | ast.ClassDef | ast.AnnAssign | ast.AsyncFunctionDef
        ):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_left_alone(child, node):
                continue
            named = f"{function}.{child.name}".lstrip(".") if _is_named(child) else function
            at = _lines(child) if isinstance(child, ast.stmt) else lines
            for new in _instead(child, node, field):
                yield Mutant(named, node, field, index, child, new, *at)
            yield from _within(child, named, at)


def _is_named(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def _lines(statement: ast.stmt) -> tuple[int, int]:
    """The first and the last line of a statement; of one that holds others, of its head."""
    body = getattr(statement, "body", None)
    inner = body[0].lineno - 1 if isinstance(body, list) and body else statement.end_lineno or statement.lineno
    return statement.lineno, max(statement.lineno, inner)


def _is_left_alone(node: ast.AST, holder: ast.AST) -> bool:
    """True for docstrings, texts, `__all__`, imports, types, and what a class says of its fields."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.TypeAlias | ast.arguments):
        return True
    if isinstance(holder, ast.ClassDef) and not _is_named(node):
        return True
    if isinstance(node, ast.Assign):
        return any(isinstance(each, ast.Name) and each.id == "__all__" for each in node.targets)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _instead(node: ast.AST, holder: ast.AST, field: str) -> Iterator[ast.AST]:
    """What could stand instead of a node."""
    if field in {"test", "ifs"} and isinstance(node, ast.expr):
        yield from (ast.Constant(value) for value in (True, False) if ast.dump(node) != ast.dump(ast.Constant(value)))
    if field == "op" or isinstance(node, ast.expr_context):
        return
    if isinstance(node, ast.Return | ast.Raise | ast.Expr):
        yield from _of_statement(node, holder)
    elif isinstance(node, ast.expr):
        yield from _of_expression(node)
    if isinstance(node, ast.FunctionDef):
        return


def _of_statement(node: ast.Return | ast.Raise | ast.Expr, holder: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Raise):
        yield ast.Pass()
    elif isinstance(node, ast.Expr):
        if isinstance(node.value, ast.Call):
            yield ast.Expr(ast.Name("__class__", ast.Load())) if _is_of_super(node.value) else ast.Pass()
    elif node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(ast.Constant(None))
        if isinstance(holder, ast.FunctionDef) and isinstance(holder.returns, ast.Name) and holder.returns.id == "bool":
            yield ast.Return(ast.UnaryOp(ast.Not(), copy.deepcopy(node.value)))


def _of_expression(node: ast.expr) -> Iterator[ast.AST]:  # noqa: C901, PLR0912  # a table of cases
    match node:
        case ast.Compare(left, [op], others) if type(op) in FLIPPED:
            yield ast.Compare(left, [FLIPPED[type(op)]()], others)
        case ast.Compare(left, ops, others):
            for index, op in enumerate(ops):
                if type(op) in FLIPPED:
                    yield ast.Compare(left, [*ops[:index], FLIPPED[type(op)](), *ops[index + 1 :]], others)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from (_joined(op, [*values[:at], *values[at + 1 :]]) for at in range(len(values)))
        case ast.BinOp(left, ast.BitAnd() | ast.BitOr(), right):
            yield from (left, right)
        case ast.BinOp(left, op, right) if type(op) in OTHER and not _is_text(left, right):
            yield ast.BinOp(left, OTHER[type(op)](), right)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Call(ast.Name(name), args, keywords) if name in OTHER_NAME:
            yield ast.Call(ast.Name(OTHER_NAME[name], ast.Load()), args, keywords)
        case ast.Call(ast.Name(name)) if name in OTHER_VERDICT:
            other, said = OTHER_VERDICT[name]
            yield ast.Call(ast.Name(other, ast.Load()), [ast.Constant(each) for each in said], [])
        case ast.Set(elements) if len(elements) > 1:
            yield from (ast.Set([*elements[:at], *elements[at + 1 :]]) for at in range(len(elements)))


def _is_of_super(node: ast.expr) -> bool:
    """True where it asks for `super`: a function that no longer names its class cannot be put in the place of one that does."""
    return any(isinstance(each, ast.Name) and each.id == "super" for each in ast.walk(node))


def _joined(op: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return values[0] if len(values) == 1 else ast.BoolOp(op, values)


def _is_text(*sides: ast.expr) -> bool:
    return any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) or _is_string(side) for side in sides)


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
