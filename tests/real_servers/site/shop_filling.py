"""Orders put into the shop as its own code would keep them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from oscar.core.loading import get_model

Country = get_model("address", "Country")
Line = get_model("order", "Line")
Order = get_model("order", "Order")
Product = get_model("catalogue", "Product")
ProductClass = get_model("catalogue", "ProductClass")
ShippingAddress = get_model("order", "ShippingAddress")

_PRICES = ("incl_tax", "excl_tax", "before_discounts_incl_tax", "before_discounts_excl_tax")


def fill(orders: list[dict[str, Any]]) -> None:
    """Keep the orders, oldest first."""
    norway = Country.objects.create(
        iso_3166_1_a2="NO", printable_name="Norway", name="Norway", is_shipping_country=True
    )
    ware = ProductClass.objects.create(name="Ware")
    for order in orders:
        _keep(order, norway, ware)


def _keep(order: dict[str, Any], country: object, ware: object) -> None:
    kept = Order.objects.create(
        number=order["number"],
        guest_email=order["email"],
        currency=order["currency"],
        total_incl_tax=Decimal(order["total"]),
        total_excl_tax=Decimal(order["total"]),
        shipping_method="Parcel",
        status=order["status"],
        date_placed=datetime.fromisoformat(order["placed_at"]),
        shipping_address=ShippingAddress.objects.create(
            first_name=order["recipient"],
            line1=order["street"],
            line4="Bergen",
            postcode="5003",
            country=country,
        ),
    )
    for item in order["items"]:
        product, _ = Product.objects.get_or_create(title=item["name"], upc=item["sku"], product_class=ware)
        price = Decimal(item["amount"])
        Line.objects.create(
            order=kept,
            product=product,
            title=item["name"],
            partner_sku=item["sku"],
            quantity=item["quantity"],
            num_allocated=0,
            **{f"line_price_{kind}": price for kind in _PRICES},
        )
