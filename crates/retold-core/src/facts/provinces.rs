//! States and provinces, as they stand behind a town of theirs: "Austin, Texas".

use std::collections::HashSet;
use std::sync::LazyLock;

use rapidhash::fast::RandomState;

/// Those of countries whose towns are told apart by them.
const NAMES: &str = "\
Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,\
Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,\
New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,\
South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming,\
Alberta,British Columbia,Manitoba,New Brunswick,Newfoundland,Nova Scotia,Nunavut,Ontario,Prince Edward Island,Quebec,\
Saskatchewan,Yukon,\
New South Wales,Northern Territory,Queensland,South Australia,Tasmania,Victoria,Western Australia,\
Andhra Pradesh,Assam,Bihar,Goa,Gujarat,Haryana,Karnataka,Kashmir,Kerala,Madhya Pradesh,Maharashtra,Manipur,Odisha,Punjab,\
Rajasthan,Tamil Nadu,Telangana,Uttar Pradesh,West Bengal,\
Bavaria,Brandenburg,Hesse,Lower Saxony,Saxony,Thuringia";

static PROVINCES: LazyLock<HashSet<&str, RandomState>> = LazyLock::new(|| NAMES.split(',').collect());

/// Is it the name of a state or province, as it is written?
pub fn is_province(name: &str) -> bool {
    PROVINCES.contains(name)
}
