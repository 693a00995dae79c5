"""Bodies of the kind `template`, in Liquid: their values, filters, conditions and missing values."""
