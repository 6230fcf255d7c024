const words = (text: string): string[] => text.trim().split(/\s+/)

/** Given names that are no other English word: one of them alone in a chart is somebody. Many peoples', far from all. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  words(`
  Aaliyah Aaron Abdul Abigail Abdullah Adam Adaeze Adele Adrian Adriana Agnes Ahmed Aisha Aiden Alan Albert Alejandro Alex
  Alexander Alexandra Alexis Alfred Alfredo Alice Alicia Alison Allison Alma Alyssa Amanda Amelia Amina Amir Amit Amy Ana
  Anders Andre Andrea Andreas Andrew Andy Angela Angelica Angelina Anita Anjali Ann Anna Anne Annette Annie Anthony Antoine
  Antonio Arjun Armando Arnold Arthur Arturo Asha Ashley Audrey Ava Barbara Beatrice Beatriz Ben Benjamin Bernard
  Bernice Bertha Beth Bethany Betsy Betty Beverly Billy Blanca Bob Bobby Bonnie Brad Bradley Brandon Brandy Brenda Brendan
  Brent Brett Brian Brianna Bridget Brittany Bruce Bryan Caitlin Calvin Camila Camille Candace Carl Carla Carlos Carmen Carol
  Carole Caroline Carolyn Carrie Catherine Cathy Cecilia Cedric Celia Cesar Charlene Charles Charlie Charlotte Chen
  Cheryl Chidi Chloe Chris Christina Christine Christopher Chuck Cindy Claire Clara Clarence Claudia Clayton Clifford
  Clyde Colleen Colin Connie Connor Constance Corey Cory Courtney Craig Cristina Curtis Cynthia Daisuke Damien Dan
  Dana Daniel Daniela Danielle Danny Darlene Darnell Darrell Darren Daryl Dave David Deborah Debra Deepak Denise Dennis Derek
  Derrick Devon Diana Diane Diego Dimitri Dmitri Dolores Dominic Donald Donna Doris Dorothy Doug Duane Dustin
  Dwayne Dwight Dylan Earl Ebony Eddie Edgar Edith Edna Eduardo Edward Edwin Eileen Elaine Eleanor Elena Eli Elias Elijah
  Elise Elizabeth Ella Ellen Elsie Emeka Emi Emily Emma Emmanuel Enrique Eric Erica Erik Erika Erin Ernest Esperanza Esteban
  Esther Ethan Ethel Eugene Eunice Eva Evan Evelyn Fatima Felicia Felix Fernando Fiona Florence Frances Francesca Francis
  Francisco Fred Freda Frederick Gabriel Gabriela Gabriella Gail Garrett Gary Gavin Geoffrey George Gerald Geraldine
  Gerard Gertrude Gilbert Giovanni Gladys Glen Glenda Glenn Gloria Greg Gregory Greta Guadalupe Guillermo Gwen
  Gwendolyn Hannah Harold Harriet Harry Harvey Hassan Heather Hector Helen Henry Herbert Herman Hiroshi Howard Hugo
  Hyun Ian Ibrahim Ida Imani Ingrid Irene Irma Isaac Isabel Isabella Isaiah Ivan Jacob Jacqueline Jada Jaime Jake Jamal James
  Jamie Jane Janet Janice Jared Jasmine Jason Javier Jayden Jean Jeanette Jeanne Jeff Jeffery Jeffrey Jenna Jennifer Jenny
  Jeremiah Jeremy Jerome Jerry Jesse Jessica Jesus Jill Jim Jimmy Jin Joan Joann Joanna Joanne Joe Joel Joey John Johnny Jon
  Jonathan Jorge Jose Joseph Josephine Josh Joshua Joyce Juan Juana Juanita Judith Judy Julia Julian Julie Julio Justin Kaitlyn Karen Karl Karla Kate Katherine Kathleen Kathryn Kathy Katie Kayla Keith Keisha Kelsey Ken Kendra Kenji Kenneth
  Kenny Kevin Khadija Khalid Kim Kimberly Kirk Kristen Kristin Kristina Kurt Kwame Kyle Lakshmi Lamar Larissa Larry Latoya Laura
  Lauren Laurie Lawrence Leah Leila Lena Leo Leon Leonard Leroy Leslie Liam Lillian Linda Lindsay Lindsey Ling Lisa Liz
  Lloyd Logan Lois Lonnie Lorenzo Loretta Lori Lorraine Louis Louise Lucas Lucia Lucille Lucy Luis Luke Luz Lydia Lynn Mabel
  Madeline Malik Mandy Manuel Marc Marcia Marco Marcos Marcus Margaret Margarita Maria Marian Marie Marilyn Mario
  Marion Marisol Marjorie Marlene Martha Martin Marvin Mary Mateo Mathew Matthew Maureen Maurice Maxine Mei Megan Mehmet
  Melanie Melinda Melissa Melvin Mercedes Meredith Michael Michele Michelle Miguel Mike Mildred Milton Minh Miriam Mitchell Mohamed Mohammad Mohammed Mona Monica Monique Morris Muhammad Myrtle Nadia Nancy Naomi Natalia Natalie Natasha
  Nathan Nathaniel Neha Neil Nguyen Nicholas Nicole Nikhil Nina Noah Noelle Nora Norma Nylah Octavia Olga Olivia Ollie
  Omar Orlando Oscar Osvaldo Pablo Pamela Patricia Patrick Patty Paul Paula Pauline Pedro Peggy Percy Peter Phil
  Philip Phillip Phyllis Priscilla Priya Rachel Rafael Rahul Raj Rajesh Ralph Ramon Ramona Randall Randy Raquel Rashid Raul
  Raymond Rebecca Regina Reginald Renata Rene Renee Rhonda Ricardo Richard Rick Ricky Rita Robert Roberta Roberto Rodney
  Rodrigo Roger Roland Ron Ronald Ronnie Rosa Rosalie Rosemary Roxanne Roy Ruben Rudy Russell Ruth Ryan Sabrina Sadie
  Salvador Sam Samantha Samir Samuel Sandra Sandy Sanjay Santiago Sara Sarah Satoshi Saul Scott Sean Sergei Sergio Seth Shannon
  Sharon Shaun Shawn Sheila Shelby Shelley Sherri Sherry Shirley Sidney Silvia Simon Simone Sofia Sonia Sonya Sophia Sophie
  Spencer Stacey Stacy Stanley Stella Stephanie Stephen Steve Steven Stuart Sue Sunita Susan Suzanne Svetlana Sven Sylvester
  Sylvia Tamara Tamika Tammy Tanya Tara Tatiana Taylor Ted Teresa Terrance Terrence Terri Terry Thelma Theodore Theresa
  Thomas Tiffany Tim Timothy Tina Todd Tom Tommy Tonya Tracey Tracy Travis Trevor Trisha Troy Tunde Tyler Tyrone Valerie
  Vanessa Vera Vernon Veronica Vicki Victor Victoria Vikram Vince Vincent Viola Virgil Vivian Walter Wanda
  Warren Wayne Wendy Wesley Whitney Willie William Wilma Winston Xavier Ximena Yasmin Yolanda Yuki Yusuf Yvette Yvonne Zachary
  Zainab Zoe
  Abena Adebayo Agnieszka Aleksandra Alistair Amara Anastasia Anneliese Aoife Arturs Ayesha Babatunde Bao Bartholomew Bashir Bjorn Callum Chiara Chinedu Ciara Concetta Cuong Declan Demetrius Deshawn
  Dimitrios Divya Dwayne Efua Eilidh Elif Elzbieta Ephraim Ezekiel Ezra Farah Farid Fatou Femi Funmilayo Gianna Giuseppe Goran Graciela Gunther Gustavo Hamza Haruki Henrik Hilda Ichiro Ifeoma Ignacio
  Imelda Ingeborg Ingrid Ioana Isadora Isolde Ivana Jadwiga Jarek Jasper Joaquin Johanna Jolanta Jovan Kamala Karolina Katarzyna Kavita Keiko Kofi Krzysztof Lamont Latisha Leticia Lucinda Ludmila Maeve Magdalena
  Mahmoud Malgorzata Malia Manuela Marguerite Mariana Maribel Mathilde Maximilian Meera Meiling Mehdi Milena Millicent Mireille Moses Mustafa Nadine Nasir Ngozi Niamh Nigel Nkechi Noor Oluwaseun Ornella Oksana
  Padma Paolo Parvati Pawel Perpetua Phuong Pierre Piotr Pilar Quentin Radha Ramesh Rania Rashida Reuben Rocio Rohan Rosalind Ruthanne Saoirse Satya Sebastian Selma Seung Shanice Shirin Shreya Siobhan
  Soledad Stavros Suresh Tadeusz Takeshi Tariq Tasha Temitope Thandiwe Thuy Tomasz Trinh Tyrell Ulrich Umar Uma Vasily Venkat Vijay Vladimir Wilhelmina Winifred Wojciech Yasmine Yetunde Youssef Yvonne Zara Zbigniew Zofia
  `),
)

/** Family names that many people bear, and that neither medicine nor English uses otherwise. */
export const FAMILY_NAMES: ReadonlySet<string> = new Set(
  words(`
  Abebe Acosta Adeyemi Agarwal Aguilar Alvarado Alvarez Andersen Anderson Baptiste Barnes Bautista Bhatt Blanchard Boudreaux Brennan Cabrera Callahan Campbell Cardenas Castillo Castro Chatterjee Chavez Choi Chowdhury
  Christensen Contreras Cunningham Davidson Davis Delacroix Delgado Desai Diaz Dominguez Donovan Dubois Eriksson Escobar Espinoza Estrada Evans Fernandez Ferguson Figueroa Fitzgerald Flores Fontenot Fuentes Gallagher Garcia
  Ghosh Gomez Gonzales Gonzalez Greene Guerrero Gupta Gutierrez Guzman Halvorsen Harrison Haugen Henderson Hernandez Herrera Hoang Huang Hussain Huynh Ibarra Ivanov Iyer Jankowski Jenkins Jensen Jimenez Johansson
  Kapoor Kaur Kelley Khan Kobayashi Kowalczyk Kowalski Krishnan Kumar Larsen Larson Lindgren Lindqvist Lopez Lozano Macdonald Maldonado Martinez McAllister McCarthy McCormick McKenzie Medina Mehta Mendez Mendoza
  Menon Mohammadi Molina Morales Moreno Mukherjee Munoz Murillo Nair Nakamura Navarro Ngo Nowak Nunez Oconnor Okafor Okonkwo Olsen Olson Ortega Ortiz Osborne Owens Pacheco Padilla Papadopoulos Patel Patterson
  Perez Peterson Petrov Pham Popescu Quintero Ramirez Ramos Rao Reddy Reyes Reynolds Richardson Rivera Robertson Rodriguez Rojas Romero Rossi Ruiz Salazar Sanchez Sandoval Santos Sato Schmidt Schneider Schultz
  Sharma Simmons Simpson Singh Solis Sorensen Soto Sullivan Suzuki Svensson Tanaka Thompson Torres Tran Trujillo Valdez Valencia Vargas Vasquez Vega Velasquez Venkataraman Villanueva Vogel Volkov Wallace Wang Watanabe
  Watkins Weiss Whitaker Whitcombe Wisniewski Yamamoto Yilmaz Zamora Zhang Zhao Zhou Zimmerman
  `),
)
