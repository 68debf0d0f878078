-- How much may be drawn under the letter of credit of an order, and how much
-- more or less of it.

ALTER TABLE sales_order ADD COLUMN lc_amount INTEGER;
ALTER TABLE sales_order ADD COLUMN lc_tolerance INTEGER;
