using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Storage.Files;

namespace Kuajie.Cli.Commands;

/// <summary>The options that name the two sides' files.</summary>
internal sealed class PairFileOptions
{
    private readonly Option<string> source = new("--source") { HelpName = "FILE", Required = true };
    private readonly Option<string> target = new("--target") { HelpName = "FILE", Required = true };

    public void AddTo(Command command)
    {
        source.Description = BenchmarkVerbTexts.Source;
        target.Description = BenchmarkVerbTexts.Target;
        command.Options.Add(source);
        command.Options.Add(target);
    }

    public PairTable ReadSource(VerbContext context) => PairFile.Read(context.Value(source)!);

    public PairTable ReadTarget(VerbContext context) => PairFile.Read(context.Value(target)!);
}
