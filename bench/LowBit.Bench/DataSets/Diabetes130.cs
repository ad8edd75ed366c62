namespace LowBit.Bench;

/// <summary>
/// Who comes back to hospital within 30 days (UCI Diabetes 130-US hospitals). Rows are split as they are: a patient may be
/// on both sides. Age is ordered text; the three diagnoses have 700 to 800 codes each, and stay in.
/// </summary>
static class Diabetes130
{
    public static DataSet Set { get; } = new("diabetes130", "binary", "diabetes130/diabetic_data.csv.gz")
    {
        Target = "readmitted",
        Label = code => code == 0 ? 1 : 0, // "<30" comes before ">30" and "NO"
        Ignore = ["encounter_id", "patient_nbr"],
        Categorical =
        [
            "race", "gender", "weight", "admission_type_id", "discharge_disposition_id", "admission_source_id", "payer_code",
            "medical_specialty", "diag_1", "diag_2", "diag_3", "max_glu_serum", "A1Cresult", "metformin", "repaglinide",
            "nateglinide", "chlorpropamide", "glimepiride", "acetohexamide", "glipizide", "glyburide", "tolbutamide",
            "pioglitazone", "rosiglitazone", "acarbose", "miglitol", "troglitazone", "tolazamide", "examide", "citoglipton",
            "insulin", "glyburide-metformin", "glipizide-metformin", "glimepiride-pioglitazone",
            "metformin-rosiglitazone", "metformin-pioglitazone", "change", "diabetesMed",
        ],
    };
}
