# Orders exported from Shopify (Orders, Export: plain CSV file).  A row is a
# line; those behind the first repeat the name of the order and leave most other
# columns empty.  "Lineitem price" is the price of one unit.
#
#	tradecli order import orders_export.csv --profile shopify --set buyer=SHOP
#
# Who bought is a person, not a buyer of the ledger: --set says under which buyer
# these orders go.  A SKU has to be a product of the ledger; without products,
# --map 'Lineitem sku=' leaves the description alone.
#
# Taxes and tips are not part of an order here.  Orders with a discount, a refund
# or a cancellation are refused: nothing here says to which line they belong.

[order]
Name = number
Created at = date (day)
Currency = currency
Shipping = freight
Shipping Name = consignee
Shipping Country = country
Fulfilled at = shipped (day)
Notes = notes
Discount Amount = (none)
Refunded Amount = (none)
Cancelled at = (none)
Lineitem sku = product
Lineitem name = description
Lineitem quantity = quantity
Lineitem price = price
Lineitem discount = (none)
state := confirmed
