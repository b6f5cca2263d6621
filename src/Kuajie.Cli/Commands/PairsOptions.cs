using System.CommandLine;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Files;

namespace Kuajie.Cli.Commands;

/// <summary>The options that every speed run has: the file of pairs and the number of threads.</summary>
internal sealed class PairsOptions
{
    private static readonly TextSource Texts = SpeedVerbTexts.Source;

    private readonly Option<string> pairs = new("--pairs")
    {
        Description = Texts.Format("PairsOption"),
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<int> threads = new("--threads")
    {
        Description = Texts.Format("ThreadsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public void AddTo(Command command)
    {
        threads.AtLeast(1);
        command.Options.Add(pairs);
        command.Options.Add(threads);
    }

    public int Threads(VerbContext context) => context.Value(threads);

    public SparseMatrix Read(VerbContext context) => BinaryPairFile.Read(context.Value(pairs)!, context.Cancellation);
}
