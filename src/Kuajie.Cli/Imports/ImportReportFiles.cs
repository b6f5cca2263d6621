using System.Text.Json;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Cli.Imports;

/// <summary>Writes an import's report beside its rejected rows: <c>report.json</c> and <c>report.html</c>.</summary>
internal static class ImportReportFiles
{
    public static void Write(string folder, ImportReport report)
    {
        AtomicFile.WriteText(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(report, ImportWorkflow.Json) + "\n");
        AtomicFile.WriteText(Path.Combine(folder, "report.html"), ImportReportPage.Build(report));
    }
}
