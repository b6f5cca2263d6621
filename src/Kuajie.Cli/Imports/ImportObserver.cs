using Kuajie.Cli.Output;
using Kuajie.Platform.Imports;

namespace Kuajie.Cli.Imports;

/// <summary>One progress line per phase of an import.</summary>
internal sealed class ImportObserver(VerbContext context) : IImportObserver, IDisposable
{
    private ProgressLine? line;

    public void Begin(ImportPhase phase, long? expectedRows)
    {
        line?.Dispose();
        line = phase is ImportPhase.Read or ImportPhase.Clean
            ? context.Progress(
                ImportCommandTexts.Source.Format($"Phase_{phase}"),
                ImportCommandTexts.Source.Format("UnitRows"),
                expectedRows
            )
            : null;
        if (line is null && phase is not ImportPhase.Fingerprint)
        {
            context.Note(ImportCommandTexts.Source.Format($"Phase_{phase}"));
        }
    }

    public void Report(long rows, long? expectedRows)
    {
        if (expectedRows is { } expected)
        {
            line?.ExpectTotal(expected);
        }
        line?.Report(rows);
    }

    public void Dispose() => line?.Dispose();
}
