"""What callers send, as strict models of the contract's request schemas."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Unit = Literal["EA", "PK", "CS", "PL", "M", "KG", "L"]


def read_day(text: str) -> str:
    if len(text) != 10:
        raise ValueError("a day is written YYYY-MM-DD")
    datetime.date.fromisoformat(text)
    return text


class Payload(BaseModel):
    model_config = ConfigDict(strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def refuse_null(cls, data: object) -> object:
        """A member is absent or has a value; the contract knows no null."""
        if isinstance(data, dict):
            for name, field in cls.model_fields.items():
                if not field.is_required() and name in data and data[name] is None:
                    raise ValueError(f"`{name}` must not be null")
        return data


class Closed(Payload):
    model_config = ConfigDict(extra="forbid")


class Quantity(Payload):
    value: float = Field(ge=0)
    unit: Unit


class Address(Payload):
    line1: str
    line2: str | None = None
    city: str
    region: str | None = None
    postalCode: str | None = None  # noqa: N815 - the contract's name
    country: str = Field(pattern=r"^[A-Z]{2}$")


class Location(Payload):
    locationId: str = Field(pattern=r"^LOC-[A-Z0-9]+(-[A-Z0-9]+)*$")  # noqa: N815
    name: str = Field(min_length=1)
    type: Literal["warehouse", "customer", "supplier", "port", "3pl"]
    address: Address
    timeZone: str | None = None  # noqa: N815


class Contact(Payload):
    name: str
    phone: str | None = Field(None, pattern=r"^\+[1-9][0-9]{6,14}$")
    email: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+$")


class RequestedLine(Closed):
    orderLineNumber: int = Field(ge=1)  # noqa: N815
    itemId: str = Field(pattern=r"^ITM-[0-9]{5}$")  # noqa: N815
    quantity: Quantity


class FulfilmentRequest(Closed):
    orderId: str = Field(pattern=r"^ORD-[0-9]{4}-[0-9]{6}$")  # noqa: N815
    customerOrderNumber: str | None = Field(None, max_length=35)  # noqa: N815
    shipTo: Location  # noqa: N815
    consignee: Contact | None = None
    priority: Literal["STANDARD", "EXPEDITED", "SAME_DAY"] | None = None
    requestedDeliveryDate: Annotated[str, AfterValidator(read_day)] | None = None  # noqa: N815
    deliveryInstructions: str | None = Field(None, max_length=200)  # noqa: N815
    lines: list[RequestedLine] = Field(min_length=1, max_length=500)


class CancellationRequest(Closed):
    reason: str
    note: str | None = Field(None, max_length=200)
