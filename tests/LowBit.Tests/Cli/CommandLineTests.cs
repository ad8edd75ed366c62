namespace LowBit.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("", "no command given; allowed: train, predict, evaluate, inspect, refit, bits, demo. See lowbit --help.")]
    [InlineData("trian", "unknown command 'trian'; allowed: train, predict, evaluate, inspect, refit, bits, demo. Did you mean train? See lowbit --help.")]
    [InlineData("train", "there is no training data; give --data FILE.")]
    [InlineData("train --num-leafs 3", "unknown option --num-leafs. Did you mean --num-leaf? See lowbit train --help.")]
    [InlineData("train --modle m", "unknown option --modle. Did you mean --model? See lowbit train --help.")]
    [InlineData("train -x", "unknown option -x. See lowbit train --help.")]
    [InlineData("train --data x stray", "unexpected argument 'stray'; values follow their option. See lowbit train --help.")]
    [InlineData("train --data", "--data needs a value. See lowbit train --help.")]
    [InlineData("train --num-leaves --data x", "--num-leaves needs a value. See lowbit train --help.")]
    [InlineData("train --data x --eta 1 --learning-rate 2", "--learning-rate is given 2 times; give it once.")]
    [InlineData("train --data x --num-leaves 1", "--num-leaves is '1'; allowed: an integer from 2 to 65535. Give such a value, or leave it out for the default 31.")]
    [InlineData("train --data x --threads many", "--threads is 'many'; allowed: an integer of at most 1024. Give such a value, or leave it out for the default 0.")]
    [InlineData("train --data x --input-model no.txt", "no.txt cannot be read: *")]
    [InlineData("train --data x --checkpoint-every 3", "checkpoint_every is given and no checkpoint; name its file (--checkpoint FILE).")]
    [InlineData("train --data x --checkpoint no/such/c", "no/such/c cannot be written: the folder * does not exist. Make it, or give another path.")]
    [InlineData("refit --model m --data x --output o --refit-decay-rate 2", "--refit-decay-rate is '2'; allowed: a number in [0, 1]. Give such a value, or leave it out for the default 0.9.")]
    [InlineData("train --data x --boosting dart", "--boosting is 'dart'; allowed: one of gbdt, rf. Give such a value, or leave it out for the default gbdt.")]
    [InlineData("train --data x --boosting rf", "boosting is rf and every tree would see the same rows and features. Set bagging_fraction below 1 and bagging_freq to 1 or more, or feature_fraction below 1.")]
    [InlineData("train --data x --learning-rates 0.3,x", "--learning-rates is '0.3,x'; allowed: numbers separated by commas, each a number > 0. Give such a value, or leave it out for the default.")]
    [InlineData("train --data x --early-stopping-round 5", "early_stopping_round is 5 but there is no validation set. Add one (--valid FILE), or leave early_stopping_round out.")]
    [InlineData("train --data x --model no/such/folder/m.txt", "no/such/folder/m.txt cannot be written: the folder * does not exist. Make it, or give another path.")]
    [InlineData("train --config no.conf", "the file of parameters no.conf cannot be read (there is no such file); check the path.")]
    public void UsageThatCannotBeIsRefusedInOneLine(string arguments, string message)
    {
        string[] parts = message.Split('*');
        string refusal = CommandRun.Refusal(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(parts[0], refusal, StringComparison.Ordinal);
        Assert.EndsWith(parts[^1], refusal, StringComparison.Ordinal);
        Assert.True(parts.Length > 1 || refusal == message, refusal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("train --help")]
    [InlineData("train --num-leaves 1 --help")]
    [InlineData("--version")]
    public void HelpAndVersionGoToStandardOutput(string arguments)
    {
        var run = CommandRun.Of(arguments.Split(' '));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.NotEmpty(run.Out);
    }

    [Fact]
    public void HelpShowsEachOptionThatSetsSomethingOnce()
    {
        string help = CommandRun.Of("train", "--help").Out;
        Assert.Contains("--grad-bits", help, StringComparison.Ordinal);
        Assert.Contains("[default: 31]", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--num-grad-quant-bins", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--linear-tree", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--verbosity", help, StringComparison.Ordinal);
    }
}
