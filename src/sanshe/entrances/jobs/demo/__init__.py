"""The demo district: three communities, invented people, half a year of work. It goes in through
the product's own actions, day by day, and so shows nothing that the product could not do."""
