namespace LowBit.Bench;

/// <summary>Claims a year of car insurance policies (CASdatasets freMTPL2freq): a rate, weighted by the years insured.</summary>
static class FrenchMotorClaims
{
    public static DataSet Set { get; } = new("fremtpl2freq", "poisson", "fremtpl2freq/freMTPL2freq.csv.gz")
    {
        Target = "ClaimNb",
        Exposure = "Exposure",
        Ignore = ["IDpol"],
        Categorical = ["Area", "VehBrand", "VehGas", "Region"],
    };
}
