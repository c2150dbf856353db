//! Pages in a language without a table of how frequent words are.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use retold::run::{Settings, trace};

const WIRE: &str = "Les dockers du port de Varn ont voté lundi la poursuite de leur grève, qui entre dans sa troisième \
semaine. Leur syndicat réclame une hausse de 4 pour cent des salaires et l'embauche de 120 apprentis avant l'été. La \
direction du port, conduite par Élise Marchetti, a proposé 2,5 pour cent et refuse de parler d'embauches. Plus de 340 \
navires attendent au large, selon la capitainerie de Varn. « Nous ne céderons pas tant que les conteneurs du terminal \
Brisen resteront sous la pluie », a déclaré le porte-parole Thomas Keller. Une nouvelle réunion est prévue jeudi à la \
préfecture de Lorne.";

const EDITED: &str = "La grève des dockers de Varn, entrée dans sa troisième semaine, a été reconduite lundi par un \
vote. Le syndicat demande que les salaires montent de 4 pour cent et que 120 apprentis soient engagés avant l'été. \
Élise Marchetti, qui dirige le port, offre 2,5 pour cent et ne veut pas discuter d'embauches. La capitainerie de Varn \
compte plus de 340 navires qui attendent au large. « Nous ne céderons pas tant que les conteneurs du terminal Brisen \
resteront sous la pluie », a dit Thomas Keller, le porte-parole. La prochaine réunion aura lieu jeudi à la préfecture \
de Lorne.";

const OTHER: &str = "Le musée des horloges de Saint-Aubin a rouvert samedi après deux ans de travaux. Les visiteurs y \
découvrent 86 pendules du dix-huitième siècle, dont la fameuse horloge à eau de Jean Delorme. La conservatrice, Agathe \
Renaud, espère 40 000 entrées par an. Le toit, abîmé par la tempête de mars, a été refait en cuivre. L'entrée coûte 9 \
euros et reste gratuite pour les écoliers du canton.";

const ENGLISH: &str = "The clock museum of Saint-Aubin opened its doors again on Saturday after two years of work. \
Visitors will find 86 clocks of the eighteenth century there.";

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn the_corpus_weighs_the_words_and_the_run_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    for (name, text) in
        [("1.txt", WIRE), ("2.txt", EDITED), ("3.txt", OTHER), ("4.txt", ENGLISH), ("5.txt", WIRE)]
    {
        write(&pages, name, text);
    }
    let settings = Settings { output: folder.path().join("out"), ..Settings::default() };
    let traced = trace(&[pages.to_str().unwrap().to_owned()], &settings).unwrap();
    assert_eq!(traced.stories(), [[0, 1, 4]]);
    assert_eq!(traced.weighed_by_corpus().into_iter().collect::<Vec<_>>(), [("fra", 4)]);
}
