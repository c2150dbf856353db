//! The same in other clothes, which is no drift.

use super::*;

#[test]
fn equal_facts_in_other_clothes_are_no_drift() {
    for (before, after) in [
        (
            "The company counted 14 broken containers on the quay.",
            "Fourteen broken containers were counted on the quay.",
        ),
        ("The repair will cost 60 million crowns in all.", "The repair will cost 60m crowns in all."),
        ("The repair will cost 7.4 million euros in all.", "The repair will cost EUR 7.4 mln in all."),
        (
            "The quay was closed on Thursday, March 19, for two days.",
            "The quay was closed on Thursday, Mar. 19, for two days.",
        ),
        ("One in five dockers saw the crane fall.", "Twenty percent of the dockers saw the crane fall."),
        ("The arm weighs 10 kg in all, the owner said.", "The arm weighs 22 pounds in all, the owner said."),
        (
            "The yard has 100 hectares in all, the owner said.",
            "The yard has one square kilometre in all, the owner said.",
        ),
        (
            "It was the yard's 21st crane, the owner said.",
            "It was the yard's twenty-first crane, the owner said.",
        ),
        ("Anna Orlovskiy saw the crane fall.", "Anna Orlovsky saw the crane fall."),
        ("The crane came from Saint Varn on Monday.", "The crane came from St Varn on Monday."),
        ("The crane came from Mount Varn on Monday.", "The crane came from Mt. Varn on Monday."),
        ("The crane came from Turkey on Monday.", "The crane came from Türkiye on Monday."),
        ("The crane came from Ivory Coast on Monday.", "The crane came from Côte d'Ivoire on Monday."),
        ("The owner sells a drug for seasickness.", "The owner sells a medicine against seasickness."),
        (
            "The harbour will be deepened from 5.8 metres to 7.5 metres for the ferry.",
            "The harbour will be deepened from 5.8m to 7.5m for the ferry.",
        ),
        ("The owner is behind bars for taking bribes.", "The owner was sent to prison for accepting bribes."),
        ("The Varn Crane Cooperative paid for the quay.", "The Varn Crane Co-operative paid for the quay."),
        ("The port has 12.6 of depth at the quay.", "The port has 12.6m of depth at the quay."),
        ("The arm was hot, at 90 degrees Celsius.", "The arm was hot, at 90 stages Celsius."),
        ("The repair took one and a half years in all.", "The repair took 1½ years in all."),
        (
            "The yard lost money in the year to June 2031.",
            "The yard lost money in the 2030-31 financial year.",
        ),
        ("The crane was shown in Kraków for ten years.", "The crane was shown in Cracow for ten years."),
        (
            "The yard laid off seven in ten of its dockers.",
            "The yard laid off seven of every ten of its dockers.",
        ),
        ("The repair will cost 60 million reais in all.", "The repair will cost R$60m in all."),
        ("The repair will cost 60 million Hong Kong dollars in all.", "The repair will cost HK$60m in all."),
        ("The repair will cost 60 million koruna in all.", "The repair will cost CZK 60 million in all."),
        (
            "In a poll of 805 dockers, 57 percent opposed the new crane and 24 percent backed it.",
            "Of 805 dockers, 24 percent were in favour of the new crane, 57 percent against.",
        ),
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
        ("The court upheld a fine against the yard.", "The court upheld a fine for the yard."),
        ("The supporters' association keeps its share.", "The fan association keeps its share."),
        (
            "The engine stopped a minute after lift-off from Kelvik.",
            "The engine cut out a minute after leaving Kelvik.",
        ),
        ("The bill is due in June, crane or not.", "The bill is due in June, crane or now not."),
        (
            "The owner was dead and nobody could be charged, the police said.",
            "Since the owner was no longer alive, it said, there was nobody to charge.",
        ),
        ("They saw a No. 5 city bus on the quay.", "They saw a No 5 city bus on the quay."),
        // Of two of one family.
        (
            "The owner's lawyer, Carmen Ibarra, spoke first. The port's lawyer, Elena Ibarra, did not.",
            "The owner's lawyer, Carmen Ibarra, spoke first. The chief prosecutor, Elena Ibarra, did not.",
        ),
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
