using Kuajie.Cli.Texts;
using Kuajie.Marketing.Audience;

namespace Kuajie.Cli.Output;

/// <summary>Shows long work on an audience on standard error, a line for each stage.</summary>
internal sealed class ConsoleAudienceProgress(VerbContext context) : IProgress<AudienceProgress>, IDisposable
{
    private AudienceStage stage = AudienceStage.Waiting;
    private ProgressLine? line;

    public void Report(AudienceProgress value)
    {
        if (value.Stage != stage)
        {
            line?.Dispose();
            stage = value.Stage;
            line = context.Progress(AudienceVerbTexts.Stage(stage), AudienceVerbTexts.Unit(stage), value.Total);
        }
        line!.Report(value.Done);
    }

    public void Dispose() => line?.Dispose();
}
