"""First names that are common in Britain, by which a person is known.

Those that are words or places as well are left out: Grace, Will, Florence, Chester.
Source: Office for National Statistics, baby names in England and Wales.
"""

_NAMES = """
    Aaliyah Aaron Abdul Abigail Adaeze Adam Adrian Agnieszka Ahmed Aisha Alan Albert Aled
    Aleksandra Alex Alexander Alexandra Alfie Alfred Ali Alice Alison Amanda Amelia Amina Amira
    Amit Amy Andrea Andrew Andrzej Angela Angharad Anita Ann Anna Annabelle Anne Anthony Antony
    Anya Aoife Archie Arjun Arthur Ashley Asif Ava Barbara Barry Beatrice Becky Bella Ben
    Benjamin Bernadette Bertie Beth Bethany Bilal Bob Brenda Brian Bridget Bronwen Bryn Callum
    Cameron Carl Carol Caroline Carys Cath Cathal Catherine Cerys Charles Charlie Charlotte
    Cheryl Chidi Chioma Chloe Chris Christian Christina Christine Christopher Ciaran Claire
    Clare Clive Colin Connor Conor Craig Cynthia Dan Daniel Darren Dave David Dawn Dean Debbie
    Deborah Declan Deepa Denise Dennis Derek Desmond Diane Dominic Donald Donna Dorothy Doug
    Douglas Duncan Dylan Ed Eddie Edith Edward Eileen Eilidh Elaine Eleanor Elin Eliza Elizabeth
    Ella Ellen Ellie Elsie Emeka Emily Emma Eoin Eric Erin Ernest Esther Ethan Evan Evelyn Evie
    Faisal Farah Fatima Felix Femi Fergus Ffion Finlay Fiona Frances Francis Frank Fred Freddie
    Freya Gail Gareth Gary Gavin Gemma Geoff Geoffrey George Georgia Gerald Geraldine Gerry
    Gethin Gillian Gita Glen Glenn Gordon Graham Greg Gwen Haley Hamish Hamza Hannah Harold
    Harriet Harry Harvey Hassan Hayley Heather Heidi Helen Henrietta Henry Hilary Howard Hugh
    Hugo Huw Iain Ian Ibrahim Idris Ieuan Imogen Imran Iqbal Isaac Isabel Isabella Isla Isobel
    Ivan Iwan Jack Jackie Jacob Jacqueline Jake James Jamie Jamila Jan Jane Janet Janice Jasmine
    Jason Jasper Javed Jayne Jean Jeff Jemima Jenna Jennifer Jenny Jeremy Jessica Jill Jim Jo
    Joan Joanna Joanne Jodie Joe Joel John Jon Jonathan Joseph Josephine Josh Joshua Josie Joyce
    Juan Jude Judith Julia Julian Julie June Karen Katarzyna Kate Katherine Kathleen Kathryn
    Katie Katy Kavita Kayleigh Keira Keith Kelly Ken Kenneth Kerry Kevin Khalid Kieran Kim
    Kimberley Kirsten Kirsty Kofi Kristina Krzysztof Kumar Kwame Lachlan Lara Laura Lauren Layla
    Leah Lee Leigh Len Leo Leon Leonard Lesley Leslie Lewis Liam Libby Linda Lisa Liz Lorna
    Lorraine Lottie Louis Louisa Louise Lowri Lucy Luke Lydia Lynn Lynne Magda Mairi Maisie
    Malcolm Malgorzata Mandy Marcia Marcus Marek Margaret Maria Marie Marion Marjorie Marlene
    Martin Martyn Mary Maryam Matt Matthew Maureen Maurice Mavis Maya Meera Megan Melanie
    Melissa Mia Michael Michelle Mick Mike Millie Miranda Miriam Mohammad Mohammed Molly Monica
    Morwenna Muhammad Muriel Nadeem Nadia Nancy Naomi Nasreen Natalia Natalie Natasha Nathan
    Nazir Neha Neil Nell Ngozi Nia Niall Niamh Nicholas Nick Nicola Nicole Nigel Nikki Nisha
    Noah Nora Norma Norman Oisin Oliver Olivia Olu Omar Orla Oscar Ottilie Ottoline Owain Owen
    Padraig Pam Pamela Parveen Pat Patricia Patrick Paul Paula Pauline Penelope Percy Pete Peter
    Phil Philip Philippa Phillip Phillippa Piotr Pippa Polly Pooja Priya Rachael Rachel Raj
    Rajesh Ralph Rashid Ravi Raymond Rebecca Reece Reg Rehana Rhian Rhodri Rhys Richard Rita
    Rizwan Rob Robert Robin Roger Roisin Roland Ronald Ronnie Rory Rosemary Rosie Ross Roy Rufus
    Rukhsana Russell Ruth Ryan Sadia Saima Sally Salma Sam Samantha Samir Samuel Sana Sandra
    Sanjay Saoirse Sara Sarah Scott Sean Sebastian Selina Seth Shabana Shahid Shane Sharon Shaun
    Sheila Shirley Shona Sian Sid Simon Sinead Siobhan Siân Sophia Sophie Stacey Stan Stella
    Stephanie Stephen Steve Steven Stewart Stuart Sue Sunita Suresh Susan Suzanne Sylvia Tahir
    Tamara Tamsin Tara Tariq Ted Teresa Terry Tessa Theo Theresa Thomas Tilly Tim Timothy Tina
    Tobias Toby Tom Tomasz Tomos Tony Tracey Tracy Trevor Trish Tristan Tunde Una Ursula Usman
    Valerie Vanessa Vera Veronica Vicky Victor Vikram Vincent Vivien Walter Wayne Wendy Wilfred
    William Winifred Xavier Yasmeen Yasmin Yusuf Yvette Yvonne Zach Zachary Zahra Zainab Zara
    Zeeshan Zoe
"""

FIRST_NAMES = frozenset(_NAMES.split())
