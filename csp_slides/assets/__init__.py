"""Files a page needs: pictures, fingerprinted names, colours and their contrast."""
