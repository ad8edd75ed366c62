using System.CommandLine;
using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>The verbs, and how arguments find them.</summary>
static class StudyCommandLine
{
    /// <exception cref="BadOptionException">The arguments name no verb, or an option that the verb does not have.</exception>
    public static void Invoke(string[] args, Session session)
    {
        var root = new RootCommand("One experiment for each paper on low-bit training, with paired seeds, a control and a verdict.")
        {
            new ListVerb(session),
            new RunVerb(session),
        };
        new Invocation(root, "lowbit-study", static verb => verb.Options.Select(known => known.Name)).Run(args, session);
    }
}
