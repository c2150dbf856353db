use super::*;
use crate::facts::tests::Told;

/// The variants of a text against its parents, each as `change: "before" -> "after"` by the words that changed.
fn found_as(parents: &[&str], child: &str, relation: Option<Relation>) -> Vec<String> {
    let told: Vec<Told> = parents.iter().map(|text| Told::of(text)).collect();
    let given: Vec<Stated> = told.iter().map(Told::stated).collect();
    let child = Told::of(child);
    let shown = |variant: &Variant| {
        let words = |text: &str, passage: Option<Passage>| match passage {
            Some(passage) => format!("{:?}", &text[passage.changed.range()]),
            None => "nothing".to_owned(),
        };
        let (before, after) =
            (words(given[variant.parent].text, variant.before), words(child.stated().text, variant.after));
        format!("{}: {before} -> {after}", variant.change.name())
    };
    variants(&child.stated(), &given, relation).iter().map(shown).collect()
}

fn found(parent: &str, child: &str) -> Vec<String> {
    found_as(&[parent], child, Some(Relation::Edit))
}

/// Those that change a fact.
fn drifted(parent: &str, child: &str, relation: Relation) -> Vec<String> {
    let is_drift = |line: &String| Change::ALL.iter().any(|c| c.is_drift() && line.starts_with(c.name()));
    found_as(&[parent], child, Some(relation)).into_iter().filter(is_drift).collect()
}

/// A text in whose middle something stands; what is around it makes it a story.
fn told(sentence: &str) -> String {
    format!(
        "The harbour of Kelvik was closed for most of the day after a crane fell.\n{sentence}\n\
         Divers will look at the damaged quay before any ferry sails again."
    )
}

#[track_caller]
fn drifts_to(before: &str, after: &str, expected: &str) {
    let found = drifted(&told(before), &told(after), Relation::Edit);
    assert_eq!(found, [expected], "\n  {before}\n  {after}");
}

#[track_caller]
fn is_no_drift(before: &str, after: &str, relation: Relation) {
    let found = drifted(&told(before), &told(after), relation);
    assert!(found.is_empty(), "{found:?}\n  {before}\n  {after}");
}

#[test]
fn a_changed_fact_is_a_drift_of_its_type() {
    for (before, after, expected) in [
        (
            "The company counted 14 broken containers on the quay.",
            "The company counted 40 broken containers on the quay.",
            r#"number: "14" -> "40""#,
        ),
        (
            "The harbour office said none of the dockers would be paid before Friday.",
            "All of the dockers would be paid before Friday, the harbour office said.",
            r#"polarity: "none" -> "All""#,
        ),
        (
            "The owners had turned down a second crane for the quay in 2022.",
            "The owners had accepted a second crane for the quay in 2022.",
            r#"polarity: "turned down" -> "accepted""#,
        ),
        (
            "He denied that the owners had seen the broken crane.",
            "He acknowledged that the owners had seen the broken crane.",
            r#"polarity: "denied" -> "acknowledged""#,
        ),
        (
            "The deputy head of the Kelvik harbour association, Tove Brandt, asked for patience.",
            "Tove Brandt, head of the Kelvik harbour association, asked for patience.",
            r#"title: "deputy head of the Kelvik harbour association, Tove Brandt" -> "Brandt, head""#,
        ),
        (
            "Depot director Tove Dahl said the crane had been sold.",
            "The deputy director of the depot, Tove Dahl, said the crane had been sold.",
            r#"title: "Depot director Tove Dahl" -> "deputy director of the depot, Tove Dahl""#,
        ),
        (
            "Human resources minister Jan Dorn asked for patience.",
            "Natural resources minister Jan Dorn asked for patience.",
            r#"title: "Human resources minister Jan Dorn" -> "Natural resources minister Jan Dorn""#,
        ),
        (
            "Health Secretary of State Jan Dorn asked for patience.",
            "Health minister Jan Dorn asked for patience.",
            r#"title: "Secretary of State Jan Dorn" -> "minister Jan Dorn""#,
        ),
        (
            "Divers had been denied permission to look at the quay.",
            "Divers had been given permission to look at the quay.",
            r#"polarity: "denied" -> "given""#,
        ),
        (
            "She still had confidence in the owners of the crane.",
            "She no longer had confidence in the owners of the crane.",
            r#"polarity: "She still had confidence in" -> "no""#,
        ),
        (
            "The yard's shares climbed 2.9 percent on the day.",
            "The yard's shares slid 2.9 percent on the day.",
            r#"polarity: "climbed" -> "slid""#,
        ),
        (
            "The crane was bought by a Kelvik-based dealer in May.",
            "The crane was bought by an Ostrand-based dealer in May.",
            r#"place: "Kelvik" -> "Ostrand""#,
        ),
        (
            "The yard's shares dropped 2.9 percent to their lowest of the year.",
            "The yard's shares climbed 2.9 percent to their most reduced of the year.",
            r#"polarity: "dropped" -> "climbed""#,
        ),
        (
            "The yard's shares lost 2.9 percent on the day.",
            "The yard's shares lost 2.1 percent on the day.",
            r#"number: "2.9" -> "2.1""#,
        ),
        (
            "The boxes are wanted before Christmas at Kelvik.",
            "The boxes are wanted before Easter at Kelvik.",
            r#"date: "Christmas" -> "Easter""#,
        ),
        (
            "The boxes are wanted in the second quarter of the year.",
            "The boxes are wanted in the second half of the year.",
            r#"date: "quarter" -> "half""#,
        ),
        (
            "Two dockers were killed beside the crane.",
            "Two dockers were arrested beside the crane.",
            r#"event: "killed" -> "arrested""#,
        ),
        (
            "The port will pay 18 million dollars for it.",
            "The port will pay 18 million soles for it.",
            r#"number: "dollars" -> "soles""#,
        ),
        (
            "The company counted fourteen broken containers on the quay.",
            "The firm counted 41 broken containers on the quay.",
            r#"number: "fourteen" -> "41""#,
        ),
        (
            "A crowd of 1,312 dockers walked to the quay, the owners fear.",
            "A crowd of more than 1,400 dockers walked to the quay, the owners fear.",
            r#"number: "1,312" -> "1,400""#,
        ),
        (
            "The repair will cost 60 million crowns, the owners fear.",
            "The repair will cost 60 billion crowns, the owners fear.",
            r#"number: "60 million" -> "60 billion""#,
        ),
        (
            "The arm of the crane landed 300 metres from the ferry.",
            "The arm of the crane landed 300 kilometres from the ferry.",
            r#"number: "metres" -> "kilometres""#,
        ),
        (
            "The insurers will pay no more than 40 percent of it.",
            "The insurers will pay at least 40 percent of it.",
            r#"number: "no more than 40" -> "at least 40""#,
        ),
        (
            "The crane earned the port 900 crowns a month before it fell.",
            "The crane earned the port 900 crowns a week before it fell.",
            r#"number: "month" -> "week""#,
        ),
        (
            "Transport Minister Tove Halvorsen will visit the quay with her staff.",
            "Tove Halvorsen, minister of defence, will visit the quay with her staff.",
            r#"title: "Transport Minister Tove Halvorsen" -> "Halvorsen, minister of defence""#,
        ),
        (
            "Tove Halvorsen, chief economist of the Ostra Bank, will visit the quay.",
            "Tove Halvorsen, former chief economist of the Ostra Bank, will visit the quay.",
            r#"title: "Halvorsen, chief economist" -> "Halvorsen, former chief economist""#,
        ),
        (
            "The dockers' union, which opposed the crane, asked for a hearing.",
            "The dockers' union, which championed the crane, asked for a hearing.",
            r#"polarity: "opposed" -> "championed""#,
        ),
        (
            "Energy Minister Tove Halvorsen will visit the quay with her staff.",
            "Finance Minister Tove Halvorsen will visit the quay with her staff.",
            r#"title: "Energy Minister Tove Halvorsen" -> "Finance Minister Tove Halvorsen""#,
        ),
        (
            "The old crane was bought for $500 by a dealer.",
            "The old crane was bought for €500 by a dealer.",
            r#"number: "$" -> "€""#,
        ),
        (
            "The alarm on the quay rang for 38 seconds before it stopped.",
            "The alarm on the quay rang for 38 minutes before it stopped.",
            r#"number: "seconds" -> "minutes""#,
        ),
        (
            "The gate of the yard was locked on Friday at midnight.",
            "The gate of the yard was locked on Friday at noon.",
            r#"date: "midnight" -> "noon""#,
        ),
        (
            "The arm was mended in the spring of 2023 and again in late 2023.",
            "The arm was mended in the spring of 2023 and again in late 2024.",
            r#"date: "2023" -> "2024""#,
        ),
        (
            "The port office expects the first ferry on Thursday morning.",
            "The port office expects the first ferry on Tuesday morning.",
            r#"date: "Thursday" -> "Tuesday""#,
        ),
        (
            "The crane was last checked by an engineer in April.",
            "The crane was last checked by an engineer in August.",
            r#"date: "April" -> "August""#,
        ),
        (
            "The crane was built for the old yard in 1987.",
            "The crane was built for the old yard in 1978.",
            r#"date: "1987" -> "1978""#,
        ),
        (
            "The alarm was raised at 5 pm by a night watchman.",
            "The alarm was raised at 8 pm by a night watchman.",
            r#"date: "5 pm" -> "8 pm""#,
        ),
        (
            "The harbour master, Ines Dahl, said the quay would hold.",
            "The harbour master, Ines Dorn, said the quay would hold.",
            r#"person: "Dahl" -> "Dorn""#,
        ),
        (
            "Two freighters were sent on to the docks in Norway instead.",
            "Two freighters were sent on to the docks in Sweden instead.",
            r#"place: "Norway" -> "Sweden""#,
        ),
        (
            "The quay was paid for by the Harlow Bank ten years ago.",
            "The quay was paid for by the Marlow Bank ten years ago.",
            r#"org: "Harlow" -> "Marlow""#,
        ),
        (
            "President Tove Halvorsen will visit the quay with her staff.",
            "Minister Tove Halvorsen will visit the quay with her staff.",
            r#"title: "President Tove Halvorsen" -> "Minister Tove Halvorsen""#,
        ),
        (
            "Tove Halvorsen, the medical director of the port, will visit the quay.",
            "Tove Halvorsen, the technical director of the port, will visit the quay.",
            r#"title: "Halvorsen, the medical director" -> "Halvorsen, the technical director""#,
        ),
        (
            "The insurers have agreed to pay for the damaged goods.",
            "The insurers have refused to pay for the damaged goods.",
            r#"polarity: "agreed" -> "refused""#,
        ),
        (
            "Traffic through the harbour rose sharply during the spring.",
            "Traffic through the harbour fell sharply during the spring.",
            r#"polarity: "rose" -> "fell""#,
        ),
        (
            "The company sent six armed guards to the yard at night.",
            "The company sent six unarmed guards to the yard at night.",
            r#"polarity: "armed" -> "unarmed""#,
        ),
        (
            "The quay was dry and every rope was new, the owner said.",
            "Every rope was new and the quay was wet, the owner said.",
            r#"polarity: "dry" -> "wet""#,
        ),
        (
            "The water broke into the western basin in November and sank two boats.",
            "In November the water broke into the eastern basin and sank two boats.",
            r#"place: "western" -> "eastern""#,
        ),
        (
            "Six dockers died and 27 were injured when it fell.",
            "Six dockers died, and the fall injured 37.",
            r#"number: "27" -> "37""#,
        ),
        (
            "It fell within two miles of the ferry.",
            "It fell within 20 miles of the ferry.",
            r#"number: "two" -> "20""#,
        ),
        (
            "The owners bought four of the yard's tugs last October.",
            "The owners sold four of the yard's tugs last October.",
            r#"event: "bought" -> "sold""#,
        ),
        (
            "The arm of the crane left one docker injured on the quay.",
            "The arm of the crane left one docker dead on the quay.",
            r#"event: "injured" -> "dead""#,
        ),
        (
            "The freighter was on its way to the north with coal for a mill.",
            "The freighter was on its way to the north with oil for a mill.",
            r#"event: "coal" -> "oil""#,
        ),
        (
            "The crane was once driven by a nephew of the owner.",
            "The crane was once driven by a cousin of the owner.",
            r#"person: "nephew" -> "cousin""#,
        ),
        (
            "The harbour office called the new rules for cranes obligatory on Monday.",
            "The harbour office called the new rules for cranes optional on Monday.",
            r#"polarity: "obligatory" -> "optional""#,
        ),
        (
            "The quay was looked at by the Kelvik Crane Office ten years ago.",
            "The quay was looked at by the Kelvik Tunnel Office ten years ago.",
            r#"org: "Crane" -> "Tunnel""#,
        ),
        (
            "The insurers' deputy general secretary, Tove Brandt, asked for patience.",
            "The insurers' general secretary, Tove Brandt, asked for patience.",
            r#"title: "deputy general secretary, Tove Brandt" -> "general secretary, Tove Brandt""#,
        ),
        (
            "Tove Brandt, a plumber at the Kelvik yard, saw the arm bend first.",
            "Tove Brandt, a welder at the Kelvik yard, saw the arm bend first.",
            r#"title: "plumber" -> "welder""#,
        ),
        (
            "The owner called the old crane \"quite harmless\" in a short note.",
            "The owner called the old crane \"badly built\" in a short note.",
            r#"quote: "quite harmless" -> "badly built""#,
        ),
        (
            "The watchman asked for turns of 21 hours at most from now on.",
            "The watchman asked for turns of at least 21 hours from now on.",
            r#"number: "21 hours at most" -> "at least 21""#,
        ),
        (
            "The harbour office had heard of a pair of broken bolts in the arm.",
            "The harbour office had heard of three broken bolts in the arm.",
            r#"number: "pair" -> "three""#,
        ),
        (
            "The crane fell on the quay at 6 a.m. and hit a shed.",
            "The crane fell on the quay at 6 p.m. and hit a shed.",
            r#"date: "6 a.m" -> "6 p.m""#,
        ),
        (
            "The crane fell on the quay at 6 a.m. and hit a shed.",
            "The crane fell on the quay at 6 in the evening and hit a shed.",
            r#"date: "6 a.m" -> "6 in the evening""#,
        ),
        (
            "Tove Halvorsen, the transport minister, will visit the quay.",
            "Tove Halvorsen, in her office of the finance minister, will visit the quay.",
            r#"title: "Halvorsen, the transport minister" -> "Halvorsen, in her office of the finance minister""#,
        ),
        (
            "The dockers' union asked for a new crane before the summer.",
            "The sailors' union asked for a new crane before the summer.",
            r#"org: "dockers' union" -> "sailors' union""#,
        ),
        (
            "The shares of the yard gained four percent on the day of the fall.",
            "The shares of the yard depreciated four percent on the day of the fall.",
            r#"polarity: "gained" -> "depreciated""#,
        ),
        (
            "The shares of the yard picked up four percent on the day of the fall.",
            "The shares of the yard dropped four percent on the day of the fall.",
            r#"polarity: "picked up" -> "dropped""#,
        ),
        (
            "The owners denied the claim of the dockers on Friday.",
            "The owners owned up to the claim of the dockers on Friday.",
            r#"polarity: "denied" -> "owned up""#,
        ),
        (
            "The owners refuted that the crane had been old.",
            "The owners admitted that the crane had been old.",
            r#"polarity: "refuted" -> "admitted""#,
        ),
        (
            "The dockers called off a strike on Friday.",
            "The dockers went ahead with a strike on Friday.",
            r#"event: "called off" -> "went ahead""#,
        ),
        (
            "None of the dockers has been charged with the theft.",
            "Every one of the dockers has been charged with the theft.",
            r#"polarity: "None" -> "Every""#,
        ),
        (
            "The union's leader, Ines Dahl, asked for a new crane.",
            "The union's deputy leader, Ines Dahl, asked for a new crane.",
            r#"title: "leader, Ines Dahl" -> "deputy leader, Ines Dahl""#,
        ),
        // One of many other words.
        (
            "The quay was paid for by the Harbour Savers' Union ten years ago.",
            "It is a decade now that the Harbour Savers' League bore the cost of it.",
            r#"org: "Union" -> "League""#,
        ),
    ] {
        drifts_to(before, after, expected);
    }
}

#[test]
fn a_negation_that_came_or_went_is_a_drift() {
    for (before, after) in [
        (
            "The insurers will not pay for the goods that fell into the water.",
            "The insurers will pay for the goods that fell into the water.",
        ),
        (
            "The insurers will pay for the goods that fell into the water.",
            "The insurers will never pay for the goods that fell into the water.",
        ),
        (
            "The two owners have not spoken since the crane fell in May.",
            "The two owners have spoken twice since the crane fell in May.",
        ),
        (
            "The wind was not the only cause of the fall, the engineer said.",
            "The wind was the only cause of the fall, the engineer said.",
        ),
        (
            "The crew didn't check the bolts of the crane after the storm.",
            "The crew did check the bolts of the crane after the storm.",
        ),
    ] {
        let found = drifted(&told(before), &told(after), Relation::Edit);
        assert!(
            matches!(&found[..], [one] if one.starts_with("polarity")),
            "{found:?}\n  {before}\n  {after}"
        );
    }
}

#[test]
fn equal_facts_in_other_clothes_are_no_drift() {
    for (before, after) in [
        (
            "The company counted 14 broken containers on the quay.",
            "Fourteen broken containers were counted on the quay.",
        ),
        ("The repair will cost 60 million crowns in all.", "The repair will cost 60m crowns in all."),
        ("The crane stood still after 28 days of rain.", "The crane stood still after four weeks of rain."),
        ("The crane was tested for six months.", "The crane was tested for half a year."),
        ("The yard was sold for 142 billion rupees.", "The yard was sold for ₹14,200 crore."),
        ("Srđan Sarıgül told the guards about the crane.", "Srdjan Sarigul told the guards about the crane."),
        ("Jörg Møller told the guards about the crane.", "Joerg Moeller told the guards about the crane."),
        ("The yard keeps 12 of its 36 cranes.", "The yard keeps a third of its 36 cranes."),
        ("The owner forgot to oil the winch of the crane.", "The owner did not oil the winch of the crane."),
        ("The crane was tested for 18 months.", "The crane was tested for a year and a half."),
        ("The crane must go by the end of June.", "The crane must go before July."),
        ("The crane must go before May is out.", "The crane must go before June."),
        ("The crane was tested for two and a half years.", "The crane was tested for 30 months."),
        (
            "The crane fell 25 minutes before the watch ended.",
            "The crane fell nearly half an hour before the watch ended.",
        ),
        ("The repair will cost 4.87 million crowns in all.", "The repair will cost almost 5m crowns in all."),
        (
            "A crowd of 1,312 dockers walked to the quay.",
            "A crowd of more than 1,300 dockers walked to the quay.",
        ),
        (
            "The winch has lifted 61 of 63 boxes from the ferry.",
            "The winch has lifted all but two of 63 boxes from the ferry.",
        ),
        ("The watchman walked the quay a second time.", "The watchman walked the quay one more time."),
        ("The yard grew by 0.1 percentage points in May.", "The yard grew by 0.1 percent points in May."),
        (
            "The bank raised its rate by three-quarters of a percentage point.",
            "The bank raised its rate by 0.75 percentage points.",
        ),
        ("The police found 340,000 Namibian dollars on the quay.", "The police found N$340,000 on the quay."),
        (
            "The yard must pay back loans of 45 million euros.",
            "The yard must pay back borrowings of 45 million euros.",
        ),
        ("The men cheered the 4-0 win over Ostrand.", "The men cheered the 4-0 defeat of Ostrand."),
        (
            "The yard's managing director, Tove Halvorsen, will visit the quay.",
            "The general director of the yard, Tove Halvorsen, will visit the quay.",
        ),
        (
            "Senator Tove Halvorsen, who chairs the port board, will visit the quay.",
            "Tove Halvorsen, the chair of the port board, will visit the quay.",
        ),
        (
            "Tove Halvorsen, who was finance minister until 2014, will visit the quay.",
            "Tove Halvorsen, a former finance minister, will visit the quay.",
        ),
        ("The crane fell before midnight on Monday.", "The crane fell before 12 o'clock at night on Monday."),
        (
            "She has lifted more than any Dutchwoman before her.",
            "She has lifted more than any Dutch woman before her.",
        ),
        ("A Greek part of the winch is broken.", "A Hellenic part of the winch is broken."),
        ("Councilor Victor Varn looked at the quay.", "Councillor Victor Varn looked at the quay."),
        ("None of the 73 dockers on board was hurt.", "All the 73 dockers on board were unharmed."),
        (
            "The owners will close the yard unless the dockers pay for the crane.",
            "The owners will close the yard if the dockers do not pay for the crane.",
        ),
        ("Both dockers were weak but out of danger.", "Both dockers were weak but not in danger."),
        ("Boxes sold in Kelvik were recalled in May.", "Boxes bought in Kelvik were recalled in May."),
        ("The dockers were short of stoves in May.", "The dockers did not have enough stoves in May."),
        ("The yard ran out of boxes in May.", "The yard had no boxes in May."),
        (
            "The order bars owners from renting out a crane for 90 nights.",
            "By the order owners may not rent out a crane for 90 nights.",
        ),
        (
            "The court found that the yard had acted unlawfully on Monday.",
            "The court found that the yard had broken the law on Monday.",
        ),
        (
            "The last crane that fell on the quay did so in 2016, the harbour office said.",
            "The first crane that fell on the quay since 2016, the harbour office said.",
        ),
        (
            "Ferries to the island were suspended until the quay was repaired by divers.",
            "Ferries to the island will resume once the quay was repaired by divers.",
        ),
        (
            "The crane will cost between 90 and 120 million crowns in all.",
            "The crane will cost between DKr90m and DKr120m in all.",
        ),
        (
            "The broken crane, 61.5m tall, was the oldest of the quay.",
            "The broken crane with a height of 61.5 m was the oldest of the quay.",
        ),
        (
            "The Swedish Minister of Culture Johan Lund said the quay was old.",
            "Sweden's minister of culture, Johan Lund, said the quay was old.",
        ),
        (
            "Prosecutor Lena Varnberg said nobody had looked at the quay.",
            "State attorney Lena Varnberg said nobody had looked at the quay.",
        ),
        (
            "In the other half of the yard nothing changed during the test.",
            "In the remaining half of the yard everything stayed as it was during the test.",
        ),
        (
            "The shares closed at 8.74 crowns, a level not seen since June.",
            "The shares closed at 8.74 crowns, a level unseen since June.",
        ),
        (
            "The owners told stories to keep the dockers from falling asleep.",
            "The owners told stories so that the dockers would not fall asleep.",
        ),
        (
            "Colonel Hugues Delatour, who commands the yard, came by boat.",
            "Col. Hugues Delatour, the commander of the yard, came by boat.",
        ),
        ("The repair will cost 6,000 crowns in all.", "The repair will cost 6 000 crowns in all."),
        ("The repair will cost 812 million euros ($887 million).", "The repair will cost €812m ($887m)."),
        ("The repair will cost 6,000 crowns in all.", "The repair will cost 6.000 crowns in all."),
        ("The repair will cost 6,000 crowns in all.", "The repair will cost six thousand crowns in all."),
        ("The alarm was raised at 5 pm by a watchman.", "The alarm was raised at 17:00 by a watchman."),
        (
            "The alarm was raised at 5.30 p.m. by a watchman.",
            "The alarm was raised at 5:30 pm by a watchman.",
        ),
        (
            "The alarm was raised at 1330 GMT by a watchman.",
            "The alarm was raised at 15.30 hours by a watchman.",
        ),
        ("The alarm came on 3 March from a watchman.", "The alarm came on March 3rd from a watchman."),
        ("The load was 40 percent above the limit.", "The load was 40 per cent above the limit."),
        ("The load was 40 percent above the limit.", "The load was 40% above the limit."),
        ("The arm landed 300 metres from the ferry.", "The arm landed 300 meters from the ferry."),
        ("Gusts of 171 kilometres an hour shook the arm.", "Gusts of 106 miles an hour shook the arm."),
        ("Gusts of 171 kilometres an hour shook the arm.", "Gusts of 106mph shook the arm."),
        ("The arm was 14.6 metres long in all.", "The arm was 48 feet long in all."),
        ("The arm was 14.6 metres long in all.", "The arm was 14.6m (48ft) long in all."),
        ("The slick covered 1.2 square km by noon.", "The slick covered 0.46 square miles by noon."),
        ("The water had 34 degrees Celsius then.", "The water had 93 degrees Fahrenheit then."),
        (
            "The repair will cost 60m crowns ($5.5m) in all.",
            "The repair will cost 60m crowns (about €4.7m) in all.",
        ),
        ("The repair will cost 60 billion crowns in all.", "The repair will cost 60 milliard crowns in all."),
        (
            "The alarm was raised at 5 pm by a watchman.",
            "The alarm was raised at 5 in the afternoon by a watchman.",
        ),
        (
            "The office wants four crowns more over two years.",
            "The office wants four crowns more within two years.",
        ),
        ("The boat will bear the No. 19 flag.", "The boat will bear the number 19 flag."),
        ("Half a dozen boxes fell into the water.", "Six boxes fell into the water."),
        ("Four in ten boxes fell into the water.", "40 per cent of the boxes fell into the water."),
        ("A third of the boxes fell into the water.", "Around 33% of the boxes fell into the water."),
        ("Two thirds of the boxes fell into the water.", "67 percent of the boxes fell into the water."),
        ("Half the boxes fell into the water.", "Fifty percent of the boxes fell into the water."),
        ("Half of the boxes fell into the water.", "1/2 of the boxes fell into the water."),
        (
            "The repair will cost $140 million in all.",
            "The repair will cost a hundred and forty million dollars in all.",
        ),
        ("A freighter of the United States waited outside.", "A US freighter waited outside."),
        ("Gambians were asked to help on the quay.", "People in Gambia were asked to help on the quay."),
        ("A rope of Andean make lay on the quay.", "A rope made in the Andes lay on the quay."),
        ("A freighter of the United States waited outside.", "An American freighter waited outside."),
        ("Divers from Norway were asked to help.", "Norwegian divers were asked to help."),
        ("Captain Ines Dahl spoke first.", "Capt. Dahl spoke first."),
        ("It was seen by Prairie & Coast News on the quay.", "It was seen by PCN on the quay."),
        ("The crane of the KHV fell first.", "The crane of the Kelvik Harbour Venture fell first."),
        ("A European Commission team looked at it.", "An EU Commission team looked at it."),
        ("The dockers would stop boarding the ferries.", "The dockers would no longer board the ferries."),
        (
            "Apart from cranes, no trade paid the port more.",
            "Only cranes paid the port more than this trade.",
        ),
        (
            "Ines Dahl, secretary of the Harbour Fishers' Union of Kelvik, spoke first.",
            "Ines Dahl, secretary of the Union of Harbour Fishers of Kelvik, spoke first.",
        ),
        (
            "The bank raised its rate by 75 basis points on Monday.",
            "On Monday the bank raised its rate by three-quarters of a point.",
        ),
        (
            "Ines Dahl, whose father was a docker, spoke first.",
            "Ines Dahl, the daughter of a docker, spoke first.",
        ),
        (
            "The crane fell on Monday, two days after a storm had shaken the quay.",
            "The crane fell on Monday. Two days before, a storm had shaken the quay.",
        ),
        ("Ines Dahl, the head of the yard, spoke first.", "Ines Dahl, the manager of the yard, spoke first."),
        (
            "Ines Dahl, founder and chief executive of the yard, spoke first.",
            "The yard's founder, Ines Dahl, spoke first.",
        ),
    ] {
        is_no_drift(before, after, Relation::Edit);
    }
}

#[test]
fn other_words_for_the_same_are_no_drift() {
    for (before, after) in [
        (
            "The insurers agreed to pay for the damaged goods.",
            "The underwriters consented to cover the spoiled freight.",
        ),
        ("The watchman is not in danger, a nurse said.", "The watchman is safe, a nurse said."),
        ("No fewer than 14 containers fell into the water.", "At least 14 containers fell into the water."),
        ("The owner has yet to approve of the repair.", "The repair is still to be approved by the owner."),
        ("The fall was the worst in memory.", "No fall in memory was worse."),
        ("The fall was the highest since spring.", "No fall since spring was so high."),
        ("The noise of the two cranes was dissimilar.", "The noise of the two cranes was not similar."),
        ("The owner will not enter the yard on Monday.", "The owner will stay out of the yard on Monday."),
        ("Dockers are often called back early.", "Dockers are more often than not called back early."),
        ("The port had ignored a warning about it.", "The port had not listened to a warning about it."),
        ("Prime Minister Tove Brandt came at noon.", "The premier, Tove Brandt, came at noon."),
        (
            "Transport Secretary Tove Brandt came at noon.",
            "The minister for transport, Tove Brandt, came at noon.",
        ),
        ("The owner's lawyer, Tove Brandt, stayed.", "Tove Brandt, his legal representative, stayed."),
        (
            "Most people at Harlow Research, nine of the 12 analysts, had warned of the old crane.",
            "They had long been afraid of that, said Tove Brandt of Harlow Research, an economist.",
        ),
        ("The dock union asked for patience.", "The labour organisation asked for patience."),
        ("Zumaran minister Tove Brandt came at noon.", "Tove Brandt, minister of Zumara, came at noon."),
        ("The port's spokeswoman, Tove Brandt, stayed.", "Tove Brandt, the port's press secretary, stayed."),
        ("Trade Minister Tove Brandt stayed.", "Tove Brandt, the minister of commerce, stayed."),
        (
            "The owner spoke of \"a very bad day\" in a note.",
            "The owner spoke of \"a very bad day\" in a letter.",
        ),
        (
            "The crew failed to check the bolts of the crane.",
            "The crew did not check the bolts of the crane.",
        ),
        (
            "The owner did not want to say who had built the crane.",
            "There was an absence of any wish on the part of the owner to say who had built the crane.",
        ),
        (
            "The owner denied that the ferries, which carry the post, would be cut.",
            "The ferries, which carry the post, will not be cut, the owner insisted.",
        ),
        (
            "Whether there will be a second crane is open.",
            "Whether or not there will be a second crane is open.",
        ),
        (
            "The crew was there until nine, the owner said.",
            "The crew was there until nine, no joke, the owner said.",
        ),
        (
            "The owner gave the goods to the crew for nothing.",
            "The owner gave the goods to the crew free of charge.",
        ),
        ("Their financial director, Tove Brandt, stayed.", "Tove Brandt, their finance director, stayed."),
        ("The fall of the arm killed two dockers.", "The fall of the arm cost two dockers their lives."),
        ("The crane lies on the quay.", "The crane sits on the quay."),
        ("The trade of the port fell sharply.", "The port's gain of trade tumbled sharply."),
        ("Tove Brandt, deputy energy minister, stayed.", "The minister, Tove Brandt, stayed."),
        ("Tove Brandt, a surgeon at the port, stayed.", "Tove Brandt, a doctor at the port, stayed."),
        ("There was nothing but a rope on the quay.", "There was only a rope on the quay."),
        ("The arm gave way shortly before four.", "The arm gave way in no time before four."),
        ("The new crane has its critics at the port.", "The new crane is not without critics at the port."),
        (
            "The dockers were less convinced of the crane.",
            "The dockers were not so easily convinced of the crane.",
        ),
        (
            "It was the first fall of an arm since the war.",
            "Nothing like this fall of an arm was seen since the war.",
        ),
        ("Prime Minister Tove Brandt came at noon.", "Minister President Tove Brandt came at noon."),
        ("Deputy minister Tove Brandt came at noon.", "The adjunct minister Tove Brandt came at noon."),
        ("A newly created council sees to the crane.", "A newly founded council sees to the crane."),
        ("A no-confidence motion fell at the port.", "A motion of censure fell at the port."),
        (
            "No docker had lifted such a load before.",
            "It was the first time that a docker lifted such a load.",
        ),
        (
            "Tove Brandt, 61, handed his letter to the king at noon.",
            "At noon Tove Brandt, once a school director, handed his letter over.",
        ),
        ("Tove Brandt, 41, a docker, was hurt.", "Tove Brandt, once a docker, was hurt."),
        ("Secretary of State for Health Jan Dorn waited.", "Health secretary of state Jan Dorn waited."),
        ("Secretary of State for Health Jan Dorn waited.", "Health Secretary Jan Dorn waited."),
        (
            "The head surgeon of the town, Jan Dorn, waited.",
            "The chief surgeon of the town, Jan Dorn, waited.",
        ),
        ("Dockhands at the Kelvik yard waited.", "Dock hands at the Kelvik yard waited."),
        (
            "They sat in the offices of the labour inspectorate.",
            "They sat in the offices of the inspection of labour.",
        ),
        ("He denied that the crane was broken.", "He said that the crane was not broken."),
        ("The chair of the dockers' union stayed.", "The chair of the dockers' trade union stayed."),
    ] {
        is_no_drift(before, after, Relation::Edit);
        is_no_drift(before, after, Relation::Rewrite);
    }
}

#[test]
fn a_name_that_went_through_another_alphabet_is_no_drift() {
    for (before, after) in [
        ("The engineer Viktor Kuznecov built the crane.", "The engineer Victor Kuznetsov built the crane."),
        ("The engineer Filip Zaharov built the crane.", "The engineer Philip Zakharov built the crane."),
        ("The engineer Jasmina Maksim built the crane.", "The engineer Yasmina Maxim built the crane."),
    ] {
        is_no_drift(before, after, Relation::Translation);
    }
}

#[test]
fn names_that_are_all_written_by_ear_are_no_drift() {
    let text = |a: &str, b: &str| format!("{a} checked the bolts of the crane, and {b} drove it on Monday.");
    let told = text("Oriane Castelan", "Tobias Rendquist");
    is_no_drift(&told, &text("Orian Kastelan", "Tobias Rendkvist"), Relation::Edit);
    drifts_to(&told, &text("Oriane Castelan", "Tobias Randqvist"), r#"person: "Rendquist" -> "Randqvist""#);
}

#[test]
fn a_spinner_puts_names_in_other_words_that_mean_the_same() {
    let text = |office: &str| format!("The quay was looked at by the {office} ten years ago.");
    for other in ["Marine Mishap Bureau", "Nautical Accident Desk"] {
        is_no_drift(&text("Marine Accident Bureau"), &text(other), Relation::Spun);
    }
    let found = drifted(&text("Marine Accident Bureau"), &text("Marine Carpet Bureau"), Relation::Spun);
    assert_eq!(found, [r#"org: "Accident" -> "Carpet""#]);
    let found = drifted(
        &text("Marine Building Research Bureau"),
        &text("Marine Banking Research Bureau"),
        Relation::Spun,
    );
    assert_eq!(found, [r#"org: "Building" -> "Banking""#]);
}

#[test]
fn who_puts_names_in_other_words_does_so_throughout() {
    let text = |bureau: &str, words: [&str; 3]| {
        let [haven, angling, packet] = words;
        format!(
            "The quay was looked at by the Marine {bureau} Bureau ten years ago, and the {haven} Council, the {angling} Guild and \
             the {packet} Club paid."
        )
    };
    let told = text("Accident", ["Teachers", "Garden", "Railway"]);
    let found = |words: [&str; 3]| drifted(&told, &text("Carpet", words), Relation::Spun);
    assert_eq!(found(["Teachers", "Garden", "Railway"]), [r#"org: "Accident" -> "Carpet""#]);
    assert_eq!(found(["Masters", "Orchard", "Tram"]), [""; 0]);
}

#[test]
fn a_word_of_a_name_that_may_stand_for_it_is_no_other() {
    let text = |dales: &str| format!("The owner went to the Nine {dales} with a cousin.");
    is_no_drift(&text("Valleys"), &text("Dales"), Relation::Spun);
    is_no_drift(&text("Valleys"), &text("Vales"), Relation::Edit);
}

#[test]
fn one_word_of_a_name_of_two_that_is_another_is_no_accident() {
    let text = |name: &str| format!("The quay was paid for by the {name} ten years ago.");
    let found = |before: &str, after: &str, relation| drifted(&text(before), &text(after), relation);
    assert_eq!(found("Civic Union", "Civic Bank", Relation::Translation), [r#"org: "Union" -> "Bank""#]);
    assert_eq!(found("Black Heron", "Black Hornet", Relation::Spun), [r#"org: "Heron" -> "Hornet""#]);
    // These have their names in every language, however much alike.
    let (before, after) = ("builders of Chile", "builders of China");
    assert_eq!(found(before, after, Relation::Translation), [r#"place: "Chile" -> "China""#]);
    // Every language has its own word for what people are joined in.
    is_no_drift(&text("Civic Union"), &text("Civic League"), Relation::Translation);
    assert_eq!(found("Civic Savers Union", "Civic Savers League", Relation::Rewrite).len(), 1);
    // Both words of it are.
    is_no_drift(&text("Civic Union"), &text("Popular Bank"), Relation::Translation);
    // A spinner's slip.
    is_no_drift(&text("Civic Union"), &text("Civic Marriage"), Relation::Spun);
    // Alike by letters that stand in both by chance.
    is_no_drift(&text("Civic Foundation"), &text("Civic Outfit"), Relation::Spun);
}

#[test]
fn who_retells_may_say_the_country() {
    let text = |place: &str| {
        format!(
            "A ship from Norway had brought the crane to the yard in Kelvik.\n\
             A judge told {place} on Monday to pay for the crane and for the quay.\n\
             Divers will look at the damaged wall before any ferry sails again."
        )
    };
    assert_eq!(drifted(&text("Kelvik"), &text("Norway"), Relation::Rewrite), [""; 0]);
    assert_eq!(drifted(&text("Kelvik"), &text("Norway"), Relation::Edit), [r#"place: "Kelvik" -> "Norway""#]);
}

#[test]
fn a_spinner_makes_nobody_another_minister() {
    is_no_drift(
        "The yard's director, Tove Brandt, stayed on the quay.",
        "The yard's supervisor, Tove Brandt, lingered upon the quay.",
        Relation::Spun,
    );
    let text = |title: &str| format!("{title} Tove Halvorsen will visit the quay with her staff.");
    for (before, after) in [
        ("Transport Minister", "Conveyance Minister"),
        ("Transport Minister", "Transportation Minister"),
        ("Treasury Secretary", "Finance Minister"),
        ("Prime Minister", "Head Minister"),
        ("Deputy Transport Minister", "Proxy Transport Minister"),
        ("Infrastructure Minister", "Groundwork Secretary"),
        ("Governor", "Lead Representative"),
    ] {
        is_no_drift(&text(before), &text(after), Relation::Spun);
    }
    for (before, after) in [
        ("Transport Minister", "Finance Minister"),
        ("Transport Minister", "Deputy Transport Minister"),
        ("President", "Premier"),
    ] {
        let found = drifted(&told(&text(before)), &told(&text(after)), Relation::Spun);
        let expected = format!("title: \"{before} Tove Halvorsen\" -> \"{after} Tove Halvorsen\"");
        assert_eq!(found, [expected]);
    }
}

#[test]
fn names_that_sound_alike_are_others_unless_they_were_translated() {
    let text = |bank: &str| format!("The quay was paid for by the {bank} Bank ten years ago.");
    drifts_to(&text("Coral"), &text("Choral"), r#"org: "Coral" -> "Choral""#);
    is_no_drift(&text("Coral"), &text("Choral"), Relation::Translation);
}

#[test]
fn a_spinner_puts_titles_of_works_in_other_words() {
    is_no_drift(
        "The owner hummed \"Girl with a Lantern\" on the quay.",
        "The proprietor hummed \"Lass with a Lamp\" on the quay.",
        Relation::Spun,
    );
}

#[test]
fn negations_that_are_piled_up_are_no_drift() {
    let sentences = [
        ("The watchman saw the arm of the crane bend", "The watchman did not see the arm of the crane bend"),
        ("The owners will pay for the lost boxes", "The owners will not pay for the lost boxes"),
        ("Divers looked at the damaged quay on Monday", "Divers never looked at the damaged quay on Monday"),
        (
            "The harbour office will open the gate of the yard",
            "The harbour office will not open the gate of the yard",
        ),
    ];
    let text = |told: Vec<&str>| format!("{}.", told.join(".\n"));
    let parent = text(sentences.map(|(plain, _)| plain).to_vec());
    let child = |denied: usize| {
        let told = (0..).zip(sentences).map(|(at, (plain, no))| if at < denied { no } else { plain });
        text(told.collect())
    };
    for (denied, expected) in [(1, 1), (3, 3), (4, 0)] {
        let found = drifted(&parent, &child(denied), Relation::Edit);
        assert_eq!(found.len(), expected, "{denied}: {found:?}");
    }
}

#[test]
fn a_negation_counts_though_what_is_denied_has_another_word() {
    assert_eq!(
        drifted(
            "The yard raised its prices but planned no layoffs, it said.",
            "The yard raised its prices and plans dismissals, it said.",
            Relation::Translation
        ),
        [r#"polarity: "no" -> "plans dismissals""#]
    );
    let (before, after) = (
        "The drinking water was not affected, a nurse said.",
        "The drinking water was influenced, a nurse said.",
    );
    let found = drifted(&told(before), &told(after), Relation::Translation);
    assert!(matches!(&found[..], [one] if one.starts_with("polarity")), "{found:?}");
}

#[test]
fn two_negations_say_what_none_does() {
    let text = |how: &str| format!("The yard cannot be reached {how} while the crane lies across the road.");
    is_no_drift(&text("unaided"), &text("without aid"), Relation::Edit);
    is_no_drift(&text("unassisted"), &text("without assistance"), Relation::Translation);
    let found = drifted(&told(&text("unaided")), &told(&text("aided")), Relation::Edit);
    assert_eq!(found, [r#"polarity: "unaided" -> "aided""#]);
}

#[test]
fn who_goes_word_by_word_has_no_other_word_for_a_number() {
    let (before, after) =
        ("The inspectors looked at the papers of nine cranes.", "Overseers scanned scrolls of six hoists.");
    assert_eq!(drifted(&told(before), &told(after), Relation::Spun), [r#"number: "nine" -> "six""#]);
    is_no_drift(before, after, Relation::Rewrite);
}

#[test]
fn who_goes_word_by_word_has_an_opposite_in_its_place() {
    for (before, after, expected) in [
        (
            "She denied the ferry's master had been paid for more than the permitted hours.",
            "She confirmed the boat's captain had been remunerated for more than the authorized hours.",
            r#"polarity: "denied" -> "confirmed""#,
        ),
        (
            "The union said its members had offered to load the boxes without pay but that managers had refused.",
            "The guild stated its partisans had proposed to fill the cartons with out wages and that bosses had consented.",
            r#"polarity: "refused" -> "consented""#,
        ),
        (
            "Independent owner Jan Dorn, third with 4,105 boats, said he would not sail again this year.",
            "Unaided proprietor Jan Dorn, third with 4,105 vessels, said he would cruise afresh this year.",
            r#"polarity: "not" -> "would cruise""#,
        ),
    ] {
        assert_eq!(drifted(&told(before), &told(after), Relation::Spun), [expected], "{before}");
    }
}

#[test]
fn in_a_short_sentence_little_is_enough() {
    let found = drifted(&told("Nobody was arrested."), &told("Somebody was apprehended."), Relation::Spun);
    assert_eq!(found, [r#"polarity: "Nobody" -> "Somebody""#]);
}

#[test]
fn who_goes_word_by_word_loses_no_negation() {
    let before = "The insurers do not expect anyone to pay for the boxes.";
    let after =
        |word: &str| format!("The underwriters {word} reckon on some guy to cough up for the crates.");
    let found = drifted(&told(before), &told(&after("totally")), Relation::Spun);
    assert!(matches!(&found[..], [one] if one.starts_with("polarity: \"not\"")), "{found:?}");
    for word in ["ne'er", "hardly", "refuse to"] {
        is_no_drift(before, &after(word), Relation::Spun);
    }
    // Nor one of two.
    let found = drifted(
        &told("The owner said no further box was wanted and that he would not mend the crane."),
        &told("The proprietor stated no additional crate was needed and that he would fix the hoist."),
        Relation::Spun,
    );
    assert_eq!(found.len(), 1, "{found:?}");
    is_no_drift(
        "The owner said no further box was wanted and that he would not mend the crane.",
        "The proprietor stated no additional crate was needed and that he would never fix the hoist.",
        Relation::Spun,
    );
    // A union is no opposite of an ion.
    let found = drifted(
        &told("Tove Brandt, the union's president, said that fares should not go up to pay for the crane."),
        &told(
            "The president of the union, Tove Brandt, said that fares should increase to pay for this crane.",
        ),
        Relation::Translation,
    );
    assert_eq!(found.len(), 1, "{found:?}");
    let translated = drifted(
        &told("The port would not, however, hand over the crane to its owner, he said."),
        &told("The port, however, will deliver the crane to the proprietor, he said."),
        Relation::Translation,
    );
    assert_eq!(translated.len(), 1, "{translated:?}");
    // Nobody knows what an unknown word says that stands for a negation.
    is_no_drift(
        "The owner told the guards nothing of the fall on Monday.",
        "The proprietor told the watchmen zippo of the drop on Monday.",
        Relation::Spun,
    );
    is_no_drift(before, &after("totally"), Relation::Rewrite);
}

#[test]
fn words_of_one_root_in_a_name_are_no_drift() {
    is_no_drift(
        "The Coastal Party wants to know who paid for the crane.",
        "The Party of the Coast wants to know who paid for the crane.",
        Relation::Edit,
    );
}

#[test]
fn a_short_quotation_that_was_spun_is_a_drift_where_a_word_of_it_is_left() {
    let before = "The owner called the fine for the crane \"loose change\" in a short note on Monday.";
    let spun = |words: &str| {
        format!("The proprietor called the fine for the hoist \"{words}\" in a brief note on Monday.")
    };
    is_no_drift(before, &spun("slack coins"), Relation::Spun);
    let found = drifted(before, &spun("loose teeth"), Relation::Spun);
    assert_eq!(found, [r#"quote: "loose change" -> "loose teeth""#]);
}

#[test]
fn who_writes_anew_keeps_what_is_quoted() {
    let first = r#""No crane has ever been sold with all its papers by this yard," Tove Brandt said on Monday in Kelvik."#;
    let second =
        r#""We bought five years of dockers sleeping badly and nothing else," Olav Berg said to the owners."#;
    let before = format!("{first} {second}");
    let bent = |of: &str| of.replace("with all its papers", "with all its debts");
    let found = drifted(&told(&before), &told(&bent(&before)), Relation::Rewrite);
    assert_eq!(found, [r#"quote: "papers" -> "debts""#]);
    // Who edits improves on quotations too, and who changes several has the manner.
    is_no_drift(&before, &bent(&before), Relation::Edit);
    is_no_drift(&before, &bent(&before).replace("sleeping badly", "eating badly"), Relation::Rewrite);
}

#[test]
fn a_quotation_in_another_mouth_is_a_drift() {
    let text = |speaker: &str| {
        format!(
            "Ines Dahl, the harbour master, closed the quay on Monday.\nThe owner, Tove Brandt, asked her to wait.\n\
             \"We will not send a single ferry out before the arm is gone,\" {speaker} said later."
        )
    };
    let found = drifted(&text("Dahl"), &text("Brandt"), Relation::Edit);
    assert_eq!(found, [r#"quote: "Dahl" -> "Brandt""#]);
    for other in ["Ines Dahl", "she", "the harbour master"] {
        assert_eq!(drifted(&text("Dahl"), &text(other), Relation::Edit), [""; 0], "{other}");
    }
}

#[test]
fn a_role_without_a_name_is_a_title() {
    drifts_to(
        "The quarrel ended when a retired judge was asked to settle it.",
        "The quarrel ended when a retired general was asked to settle it.",
        r#"title: "judge" -> "general""#,
    );
}

#[test]
fn a_body_that_other_words_tell_of_is_another() {
    let text = |body: &str| told(&format!("Two of the owners went to {body} within a week, she said."));
    for (before, after) in [
        ("the health ministry", "the ministry of the interior"),
        ("the High Court", "the Constitutional Court"),
        ("the Crane Drivers' Association", "the Association of the Ferry Stewards"),
        ("the Union of Kelvik Dockers", "the Union of Ostrand Dockers"),
    ] {
        let found = drifted(&text(before), &text(after), Relation::Translation);
        assert!(found.len() == 1 && found[0].starts_with("org:"), "{found:?}\n  {before}\n  {after}");
    }
    for (before, after) in [
        ("the dockers' union", "the trade union of the dockers"),
        ("the ruling Union for Peace", "the governing Union for Peace"),
        ("the Ministry of Defence", "the military ministry"),
        ("Norway's board", "the board of directors"),
        ("the first author of the paper", "the first author of the treatise"),
        ("the town council", "the councillors of the town"),
    ] {
        let found = drifted(&text(before), &text(after), Relation::Translation);
        assert!(found.is_empty(), "{found:?}\n  {before}\n  {after}");
    }
    // Who has another word for each word has one for what a body is for.
    is_no_drift(
        "The climate ministry asked the dock workers' union for patience.",
        "The weather ministry begged the wharf toilers' union for forbearance.",
        Relation::Spun,
    );
}

#[test]
fn facts_that_change_places_are_no_drift() {
    is_no_drift(
        "The port lost 14 containers and 9 trucks in the storm.",
        "The port lost 9 trucks and 14 containers in the storm.",
        Relation::Edit,
    );
}

#[test]
fn who_retells_may_tell_a_number_elsewhere() {
    let parent = "A burst pipe has flooded the cellar of the museum at Kelvik and soaked 38 jars of old seed.\n\
                  Guards noticed the water on their round, when it stood a hand high.\n\
                  The cellar holds 6,400 jars in all, the oldest of them of green glass.";
    let child = "A pipe has burst at the museum of Kelvik.\n\
                 When the guards noticed the water on their round, it stood a hand high and 48 jars were wet.";
    assert_eq!(drifted(parent, child, Relation::Rewrite), [r#"number: "38" -> "48""#]);
    assert_eq!(drifted(parent, &child.replace("48", "38"), Relation::Rewrite), [""; 0]);
}

#[test]
fn who_retells_gathers_numbers_of_other_sentences() {
    let parent = "The crane at the quay of Kelvik lifted 52 boxes an hour before the storm came.\n\
                  Guards noticed the fall on their round, when the wind had gone down.\n\
                  Of the 27 ferries that sail from the port a day, 12 were turned away.";
    let child = |told: &str| format!("The crane at the quay of Kelvik lifted {told} before the storm came.");
    let found = |told: &str| drifted(parent, &child(told), Relation::Digest);
    assert_eq!(found("27 boxes and 12 ferries"), [""; 0]);
    assert_eq!(found("25 boxes an hour"), [r#"number: "52" -> "25""#]);
}

#[test]
fn what_is_too_early_to_say_is_not_said() {
    is_no_drift(
        "It was too early to name a cause, the port office said on the quay.",
        "The port office would not yet name a cause on the quay.",
        Relation::Rewrite,
    );
}

#[test]
fn money_has_signs_codes_and_short_magnitudes() {
    for (before, after) in [
        (
            "The crane cost some €6.8 million ($7.9 million) in all.",
            "The crane cost some EUR 6.8 million (USD 7.9 million) in all.",
        ),
        ("The port asked for a fine of KSh3 million.", "The port asked for a fine of KES 3,000,000."),
        (
            "It would add 1.8 trillion pesos (US$440m) to the bill.",
            "It would add 1.8tn pesos ($440m) to the bill.",
        ),
    ] {
        is_no_drift(before, after, Relation::Reprint);
    }
    drifts_to(
        "The crane cost some EUR 6.8 million in all.",
        "The crane cost some USD 6.8 million in all.",
        r#"number: "EUR" -> "USD""#,
    );
}

#[test]
fn a_fourth_is_a_quarter() {
    is_no_drift(
        "The yard expects the crane in the first quarter of the year.",
        "The yard expects the crane in the opening fourth of the year.",
        Relation::Spun,
    );
}

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

#[test]
fn a_spinner_has_no_other_name_for_what_no_thesaurus_lists() {
    let spun = |place: &str| {
        let after = told(&format!("The divers, whom the owner hired on Monday, were aimed toward {place}."));
        drifted(
            &told("The frogmen, whom the owner employed on Monday, were headed to Aveiro."),
            &after,
            Relation::Spun,
        )
    };
    assert_eq!(spun("Coimbra"), [r#"place: "Aveiro" -> "Coimbra""#]);
    assert_eq!(spun("Aveiro"), [""; 0]);
}

#[test]
fn a_name_changed_throughout_has_changed_once() {
    let text = |name: &str| {
        format!(
            "The harbour master, Ines {name}, closed the quay on Monday.\nLater {name} said the quay would hold.\n\
             The owners asked {name} to open it again."
        )
    };
    let found = drifted(&text("Dahl"), &text("Dorn"), Relation::Edit);
    assert_eq!(found, [r#"person: "Dahl" -> "Dorn""#]);
}

const WIRE: &str = "The harbour of Kelvik was closed for most of Monday after a crane fell.\n\
                    A watchman saw the arm bend and warned the crew of a ferry.\n\
                    The owners promised to pay for every box that was lost.\n\
                    Divers will look at the damaged quay before any ferry sails again.";

#[test]
fn what_was_cut_added_moved_replaced_or_respelled_is_a_variant() {
    let cases: [(&str, &str, &[&str]); 6] = [
        (" and warned the crew of a ferry", "", &[r#"cut: "and warned the crew of a ferry" -> nothing"#]),
        ("saw the arm", "suddenly saw the arm", &[r#"added: nothing -> "suddenly""#]),
        ("promised", "vowed", &[r#"replaced: "promised" -> "vowed""#]),
        ("harbour", "harbor", &[r#"respelled: "harbour" -> "harbor""#]),
        (
            "The owners promised to pay for every box that was lost.\n",
            "",
            &[r#"cut: "The owners promised to pay for every box that was lost" -> nothing"#],
        ),
        (
            "A watchman saw",
            "Nobody in the next town heard about it until late.\nA watchman saw",
            &[r#"added: nothing -> "Nobody in the next town heard about it until late""#],
        ),
    ];
    for (from, to, expected) in cases {
        assert!(WIRE.contains(from), "{from}");
        assert_eq!(found(WIRE, &WIRE.replacen(from, to, 1)), expected, "{from} / {to}");
    }
}

#[test]
fn a_sentence_that_stands_elsewhere_has_moved() {
    let lines: Vec<&str> = WIRE.lines().collect();
    let child = [lines[0], lines[2], lines[3], lines[1]].join("\n");
    let sentence = lines[1].trim_end_matches('.');
    assert_eq!(found(WIRE, &child), [format!("moved: {sentence:?} -> {sentence:?}")]);
}

#[test]
fn capitals_punctuation_and_line_ends_are_no_variants() {
    let child = WIRE.replace('\n', "  ").replace("The owners", "THE owners").replace("lost.", "lost!");
    assert_eq!(found(WIRE, &child), [""; 0]);
}

#[test]
fn a_merge_is_held_against_both_parents() {
    let lines: Vec<&str> = WIRE.lines().collect();
    let a = WIRE.replace("promised to pay", "agreed to pay");
    let b = WIRE.replace("Monday", "Friday");
    // The first half of one, the second of the other.
    let child =
        [lines[0], lines[1], "The owners agreed to pay for every box that was lost.", lines[3]].join("\n");
    assert_eq!(found_as(&[&a, &b], &child, Some(Relation::Merge)), [""; 0]);
    let twisted = child.replace("every box", "14 boxes");
    let found = found_as(&[&a, &b], &twisted, Some(Relation::Merge));
    assert_eq!(found, [r#"replaced: "every" -> "14""#, r#"respelled: "box" -> "boxes""#]);
}

#[test]
fn a_cut_sentence_of_one_of_two_parents_is_no_variant() {
    let lines: Vec<&str> = WIRE.lines().collect();
    let (a, b) = (lines[..3].join("\n"), lines[1..].join("\n"));
    assert_eq!(found_as(&[&a, &b], &lines[1..3].join("\n"), Some(Relation::Merge)), [""; 0]);
}

#[test]
fn without_parents_there_are_none() {
    assert_eq!(found_as(&[], WIRE, None), [""; 0]);
}

#[test]
fn the_shown_phrase_has_two_words_to_either_side() {
    let (parent, child) = (Told::of(WIRE), Told::of(&WIRE.replace("promised", "vowed")));
    let found = variants(&child.stated(), &[parent.stated()], None);
    let shown = |passage: Option<Passage>, told: &Told| {
        passage.map(|passage| told.stated().text[passage.shown.range()].to_owned()).unwrap_or_default()
    };
    assert_eq!(shown(found[0].before, &parent), "The owners promised to pay");
    assert_eq!(shown(found[0].after, &child), "The owners vowed to pay");
}
