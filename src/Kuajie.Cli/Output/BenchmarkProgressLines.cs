using Kuajie.Cli.Texts;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Cli.Output;

/// <summary>Progress of a benchmark on standard error: one progress line per stage and a note per candidate.</summary>
internal sealed class BenchmarkProgressLines(VerbContext context) : IProgress<BenchmarkProgress>, IDisposable
{
    private ProgressLine? line;
    private BenchmarkStage? stage;

    public void Report(BenchmarkProgress value)
    {
        if (stage != value.Stage)
        {
            line?.Dispose();
            stage = value.Stage;
            line = context.Progress(BenchmarkVerbTexts.Stage(value.Stage), BenchmarkVerbTexts.ModelsUnit, value.Total);
        }
        line!.Report(value.Done);
        if (value.ValidationNdcg is { } ndcg)
        {
            context.Note(BenchmarkVerbTexts.CandidateNote(value.Done, value.Total, value.Model, value.OptionsJson!, ndcg));
        }
    }

    public void Dispose() => line?.Dispose();
}
