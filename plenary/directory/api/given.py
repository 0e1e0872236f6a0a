"""What the modules of routes share: the room's routes, and what a card holds."""

from typing import TYPE_CHECKING, Literal

from ninja import Schema
from pydantic import Field, create_model

from plenary.accounts.routes import Routes
from plenary.directory.rules.fields import OF_ORGANISATIONS
from plenary.directory.rules.gender import LONGEST

routes = Routes("directory")
DIRECTORY = "/coalitions/{slug}/directory"

KindOfCard = Literal["organisations", "persons"]


class CardName(Schema):
    """Another name of a card: in another language or script, a short form, a former one."""

    name: str = Field(max_length=300)
    language: str = Field("", max_length=35, description="BCP 47")
    note: str = Field("", max_length=100)
    start_date: str = Field("", max_length=10, description="ISO 8601, perhaps the year alone")
    end_date: str = Field("", max_length=10)


class CardIdentifier(Schema):
    """A number that somebody issued."""

    identifier: str = Field(max_length=120)
    scheme: str = Field("", max_length=60, description="who issued it, such as ROR")


class CardContact(Schema):
    """A way to reach."""

    kind: str = Field(max_length=20, description="in Popolo's words: email, voice, cell, fax, address or url")
    value: str = Field(max_length=300)
    note: str = Field("", max_length=100)


class CardFields(Schema):
    """What cards of organisations and of persons share."""

    name_language: str = Field("", max_length=35, description="BCP 47")
    summary: str = Field("", max_length=300)
    description: str = Field("", max_length=10_000, description="Markdown")
    country: str = Field("", max_length=100, description="ISO 3166-1 alpha-3; a country's name is taken too")
    area: str = Field("", max_length=200, description="a region or town, or a place without a code")
    other_names: list[CardName] = Field([], max_length=100)
    identifiers: list[CardIdentifier] = Field([], max_length=100)
    contacts: list[CardContact] = Field([], max_length=100)


if TYPE_CHECKING:
    _OwnFields = CardFields
else:
    _OwnFields = create_model(
        "_OwnFields",
        __base__=CardFields,
        name=(str, Field(max_length=300)),
        **{
            field.code: (str, Field("", max_length=field.longest, description=field.described))
            for field in OF_ORGANISATIONS
        },
    )


class OrganisationIn(_OwnFields):
    """An organisation's card, all of it."""


class PersonIn(CardFields):
    """A person's card, all of it."""

    name: str = Field("", max_length=300, description="empty: made of the given and the family name")
    given_name: str = Field("", max_length=150)
    family_name: str = Field("", max_length=150)
    honorific_prefix: str = Field("", max_length=60)
    gender: str = Field("", max_length=30, description="left as it stands once the person gave it")
    gender_given: str | None = Field(
        None,
        max_length=LONGEST,
        description="by oneself alone, counted in sums: woman, man, unsaid or another word; null: as it stands; others read null",
    )
    gender_shown: bool = Field(False, description="with gender_given: all members may read it as gender")
    email: str = Field("", max_length=254)


class OrganisationOut(OrganisationIn):
    """An organisation's card, as far as this reader may see it."""

    id: str
    protected: bool
    shared: str | None = Field(
        description="the code by which other coalitions know it, for those who administer the directory"
    )
    may_amend: bool


class PersonOut(PersonIn):
    """A person's card, as far as this reader may see it: how they are reached is shown to few."""

    id: str
    protected: bool
    may_amend: bool
