# Northwind, the sample database of a food trader, as CSV: suppliers, customers,
# products, orders and order details.
#
#	tradecli supplier import suppliers.csv --profile northwind
#	tradecli buyer import customers.csv --profile northwind
#	tradecli product import products.csv --profile northwind
#	tradecli order import orders.csv --lines order-details.csv --profile northwind
#
# Numbers of suppliers and products, the letters of customers and the numbers
# of orders are the codes here, too.  Amounts are US dollars, which the files do
# not say; a discount is a part of one there, 0.15 for 15 %.

[supplier]
supplierID = code
companyName = name
contactName = contact_name
contactTitle = contact_title
phone = contact_phone
address = address
city = city
region = province
postalCode = postcode
country = country
null := NULL

[buyer]
customerID = code
companyName = name
contactName = contact_name
contactTitle = contact_title
phone = contact_phone
address = address
city = city
region = province
postalCode = postcode
country = country
null := NULL

[product]
productID = code
productName = name
supplierID = supplier
unitPrice = price
discontinued = archived
currency := USD
null := NULL

[order]
orderID = number
customerID = buyer
orderDate = date (day)
requiredDate = wanted_date (day)
shippedDate = shipped (day)
freight = freight
shipName = consignee
shipCountry = country
currency := USD
state := confirmed
null := NULL

[order lines]
orderID = number
productID = product
unitPrice = price
quantity = quantity
discount = discount (fraction)
null := NULL
