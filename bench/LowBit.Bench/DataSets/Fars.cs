namespace LowBit.Bench;

/// <summary>
/// How badly a person was hurt in a fatal accident (KEEL fars); age and test results are numbers. Seven of eight classes:
/// one has nine rows.
/// </summary>
static class Fars
{
    public static DataSet Set { get; } = new("fars", "multiclass", "pmlb/fars.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
        LeastClassRows = 200,
        Categorical =
        [
            "CASE_STATE", "SEX", "PERSON_TYPE", "SEATING_POSITION", "RESTRAINT_SYSTEM-USE",
            "AIR_BAG_AVAILABILITY/DEPLOYMENT", "EJECTION", "EJECTION_PATH", "EXTRICATION", "NON_MOTORIST_LOCATION",
            "POLICE_REPORTED_ALCOHOL_INVOLVEMENT", "METHOD_ALCOHOL_DETERMINATION", "ALCOHOL_TEST_TYPE",
            "POLICE-REPORTED_DRUG_INVOLVEMENT", "METHOD_OF_DRUG_DETERMINATION", "DRUG_TEST_TYPE", "DRUG_TEST_TYPE_(2_of_3)",
            "DRUG_TEST_TYPE_(3_of_3)", "HISPANIC_ORIGIN", "TAKEN_TO_HOSPITAL", "RELATED_FACTOR_(1)-PERSON_LEVEL",
            "RELATED_FACTOR_(2)-PERSON_LEVEL", "RELATED_FACTOR_(3)-PERSON_LEVEL", "RACE",
        ],
    };
}
