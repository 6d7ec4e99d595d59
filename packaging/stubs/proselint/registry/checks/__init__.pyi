class Check:
    check_type: object
