# The report "All orders" of Amazon Seller Central: text with tabs, a row a line.
# "item-price" is what all of the line costs, not one unit: the price is worked
# out from it.
#
#	tradecli order import orders.txt --profile amazon --set buyer=AMAZON
#
# Who bought is not said: --set says under which buyer of the ledger these orders
# go.  A SKU has to be a product of the ledger; --map 'sku=' leaves the
# description alone.
#
# Shipping and gift wrap are charged by line there, by order here, and are not
# taken; nor are taxes.  Orders that are pending have no price as yet, those that
# were cancelled never will; both are refused, as are lines with a discount.

[order]
amazon-order-id = number
purchase-date = date (day)
order-status = (not Pending|Cancelled|Canceled)
item-status = (not Cancelled|Canceled)
currency = currency
ship-country = country
purchase-order-number = reference
sku = product
product-name = description
quantity = quantity
item-price = price (total)
item-promotion-discount = (none)
state := confirmed
