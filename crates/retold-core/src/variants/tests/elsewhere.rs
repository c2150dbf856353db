//! Facts that a witness tells in another place.

use super::*;

#[test]
fn facts_are_told_elsewhere() {
    let parent = "Peter Dorn of the port office said the crane of the quay had passed an inspection in Kelvik in April 2022.\n\
                  Nobody was on the quay when the arm of the crane broke and fell into the water beside a ferry.\n\
                  The owners of the crane will pay for every box that was lost, and for the quay.";
    let child = |name: &str, place: &str, year: &str| {
        format!(
            "Nobody was on the quay when the arm of the crane broke and fell into the water beside a ferry. It had passed \
             an inspection in April {year}, in {place}.\n\
             The owners of the crane will pay for every box that was lost, and for the quay, {name} Dorn said."
        )
    };
    let found =
        |name: &str, place: &str, year: &str| drifted(parent, &child(name, place, year), Relation::Edit);
    assert_eq!(found("Peter", "Kelvik", "2022"), [""; 0]);
    assert_eq!(found("Peter", "Kelvik", "2020"), [r#"date: "2022" -> "2020""#]);
    assert_eq!(found("Peter", "Ostrand", "2022"), [r#"place: "Kelvik" -> "Ostrand""#]);
    assert_eq!(found("Joseph", "Kelvik", "2022"), [r#"person: "Peter" -> "Joseph""#]);
}

#[test]
fn digits_in_another_order_and_one_word_of_a_long_name_need_nothing_around_them() {
    let parent = "Peter Dorn built the crane of the quay in Kelvik and died there at the age of 68.\n\
                  Nobody was on the quay when the arm of the crane broke and fell into the water beside a ferry.\n\
                  The owners said they would ask the Coastal Audit Court to look into the fall of the crane.";
    let child = |age: u8, court: &str| {
        format!(
            "Nobody was on the quay when the arm of the crane broke and fell into the water beside a ferry.\n\
             The crane of the quay in Kelvik was built by Peter Dorn. He was {age}.\n\
             It is now for the {court} to find out why, the owners announced at the end of the day."
        )
    };
    let found = |age: u8, court: &str| drifted(parent, &child(age, court), Relation::Rewrite);
    assert_eq!(found(68, "Coastal Audit Court"), [""; 0]);
    assert_eq!(found(86, "Coastal Audit Court"), [r#"number: "68" -> "86""#]);
    assert_eq!(found(68, "Coastal Supreme Court"), [r#"org: "Audit" -> "Supreme""#]);
}
