"""First names that are common in Britain, by which a person is known.

Those that are words or places as well are left out: Grace, Will, Florence, Chester.
Source: Office for National Statistics, baby names in England and Wales.
"""

_NAMES = """
    Aaron Abdul Abigail Adam Adrian Ahmed Aisha Alan Alex Alexander Alexandra Ali Alice
    Alison Amanda Amelia Amina Amit Amy Andrea Andrew Angela Anita Ann Anna Annabelle Anne
    Anthony Antony Arjun Ashley Barbara Barry Becky Ben Benjamin Bernadette Beth Bethany
    Bilal Brenda Brian Bridget Callum Cameron Carl Carol Caroline Catherine Cath Charles
    Charlie Charlotte Cheryl Chloe Chris Christian Christina Christine Christopher Claire
    Clare Colin Connor Craig Cynthia Dan Daniel Darren Dave David Dawn Dean Debbie Deborah
    Deepa Denise Dennis Derek Diane Dominic Donald Donna Dorothy Doug Douglas Duncan Edward
    Elaine Eleanor Elizabeth Ella Ellen Ellie Emily Emma Eric Erin Evan Fatima Fiona Frances
    Francis Frank Fred Gareth Gary Gavin Gemma Geoff Geoffrey George Georgia Gerald Gillian
    Gita Glen Glenn Gordon Graham Greg Gwen Haley Hannah Harriet Harry Hassan Hayley Heather
    Helen Henry Howard Hugh Ian Imran Isaac Isabel Isabella Isla Ivan Jack Jackie Jacob
    Jacqueline Jake James Jamie Jan Jane Janet Janice Jason Jasmine Javed Jayne Jean Jeff
    Jennifer Jenny Jeremy Jessica Jill Jim Jo Joan Joanna Joanne Joe John Jon Jonathan
    Joseph Josh Joshua Joyce Juan Judith Julia Julian Julie June Karen Kate Katherine
    Kathleen Kathryn Katie Katy Keith Kelly Ken Kenneth Kerry Kevin Khalid Kieran Kim Kirsty
    Kumar Laura Lauren Leah Lee Leigh Leon Lesley Leslie Lewis Liam Linda Lisa Liz Lorraine
    Louis Louise Lucy Luke Lynn Lynne Malcolm Mandy Marcus Margaret Maria Marie Marion
    Martin Martyn Mary Matt Matthew Maureen Megan Melanie Melissa Michael Michelle Mick Mike
    Miriam Mohammad Mohammed Molly Monica Muhammad Nadia Naomi Natalie Natasha Nathan Neil
    Niall Nicholas Nick Nicola Nicole Nigel Nikki Noah Norman Oliver Olivia Omar Oscar Owen
    Pam Pamela Pat Patricia Patrick Paul Paula Pauline Penelope Pete Peter Phil Philip
    Phillip Phillippa Philippa Pippa Priya Rachael Rachel Raj Rajesh Ralph Ravi Raymond
    Rebecca Reece Rhys Richard Rob Robert Robin Roger Ronald Rosemary Ross Roy Russell Ruth
    Ryan Sally Sam Samantha Samuel Sandra Sanjay Sara Sarah Scott Sean Shabana Shane Sharon
    Shaun Sheila Shirley Shona Simon Sophia Sophie Stacey Stephanie Stephen Steve Steven
    Stewart Stuart Sue Suresh Susan Suzanne Sylvia Tara Ted Teresa Terry Theresa Thomas Tim
    Timothy Tina Toby Tom Tony Tracey Tracy Trevor Tristan Valerie Vanessa Vicky Victor
    Vikram Vincent Vivien Wayne Wendy Yasmin Yusuf Yvonne Zainab Zara Zoe
"""

FIRST_NAMES = frozenset(_NAMES.split())
