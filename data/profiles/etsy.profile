# Sold order items as Etsy exports them (Settings, Options, Download data: Order
# Items): a row a line.  "Price" is that of one unit, "Item Total" is checked
# against it.  Dates are month, day, year.
#
#	tradecli order import EtsySoldOrderItems.csv --profile etsy --set buyer=ETSY
#
# Who bought is a person, not a buyer of the ledger: --set says under which buyer
# these orders go.  A SKU has to be a product of the ledger; --map 'SKU=' leaves
# the description alone.
#
# Shipping is that of the order, repeated in each row.  Taxes are not part of an
# order here.  Orders with a discount are refused: it is that of the order, and
# nothing says to which line it belongs.

[order]
Order ID = number
Sale Date = date (m/d/y)
Currency = currency
Order Shipping = freight
Ship Name = consignee
Ship Country = country
Date Shipped = shipped (m/d/y)
Discount Amount = (none)
Shipping Discount = (none)
InPerson Discount = (none)
SKU = product
Item Name = description
Quantity = quantity
Price = price
Item Total = amount
Variations = remarks
state := confirmed
