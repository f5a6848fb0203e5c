import Hearsay
