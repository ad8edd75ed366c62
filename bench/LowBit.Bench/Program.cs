using LowBit.Bench;

var commands = new Dictionary<string, Action<Arguments>>
{
    ["accuracy"] = AccuracyCommand.Run,
    ["ablation"] = AblationCommand.Run,
    ["objectives"] = ObjectivesCommand.Run,
    ["suite"] = SuiteCommand.Run,
    ["load"] = LoadCommand.Run,
    ["predict"] = PredictCommand.Run,
    ["transforms"] = TransformsCommand.Run,
    ["products"] = ProductsCommand.Run,
    ["fuzz"] = FuzzCommand.Run,
    ["kills"] = KillsCommand.Run,
    ["numerics"] = NumericsCommand.Run,
    ["verify"] = VerifyCommand.Run,
    ["neural"] = NeuralCommand.Run,
    ["child-train"] = TrainingChild.Run,
    ["child-kills"] = KillsCommand.Train,
    ["child-load"] = LoadCommand.Load,
    ["child-predict"] = PredictCommand.Predict,
};

try
{
    if (args.Length == 0 || !commands.TryGetValue(args[0], out var command))
    {
        throw new BenchException($"usage: bench {string.Join('|', commands.Keys.Where(name => !name.StartsWith("child-", StringComparison.Ordinal)))} [--option value]…");
    }

    command(new Arguments(args));
    return 0;
}
catch (BenchException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
