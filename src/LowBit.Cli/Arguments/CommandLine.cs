using System.CommandLine;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>The verbs, and how arguments find them.</summary>
static class CommandLine
{
    /// <exception cref="BadOptionException">The arguments name no verb, or an option that the verb does not have.</exception>
    public static void Invoke(string[] args, Session session) =>
        new Invocation(Root(session), "lowbit", OptionNames.Of).Run([.. args.Select(OptionNames.Normalize)], session);

    static RootCommand Root(Session session) =>
        new("Gradient-boosted trees trained on 2- to 8-bit gradients; reads and writes LightGBM models.")
        {
            new TrainVerb(session),
            new PredictVerb(session),
            new EvaluateVerb(session),
            new InspectVerb(session),
            new RefitVerb(session),
            new BitsVerb(session),
            new DemoVerb(session),
        };
}
