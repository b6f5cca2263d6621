using System.Text.Json;
using Kuajie.Platform.Imports;
using Kuajie.Platform.SampleWorld;
using Kuajie.Storage.SampleWorld;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.Tests.Imports;

/// <summary>The product's own import against everything that was planted in the exports of a sample world.</summary>
public sealed class PlantedDefectsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-planted-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("sports", 7)]
    [InlineData("finance", 11)]
    public void Run_BothSidesOfASampleWorld_FindsExactlyWhatWasPlanted(string scenario, int seed)
    {
        var world = World.Generate(
            new WorldOptions
            {
                Scenario = scenario,
                Users = 400,
                Seed = (ulong)seed,
            }
        );
        var exports = Path.Combine(folder, "exports");
        SampleWorldFolder.Write(world, exports, false, null, TestContext.Current.CancellationToken);
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(exports, SampleWorldFolder.TruthName)));
        using var workspace = Workspace.Create(Path.Combine(folder, "workspace"), "test", TimeProvider.System);
        var domains = truth.RootElement.GetProperty("domains").EnumerateObject().ToArray();
        Assert.Equal(["knowledge", scenario], domains.Select(domain => domain.Name));

        foreach (var domain in domains)
        {
            var report = Import(workspace, exports, domain);

            var planted = domain.Value.GetProperty("import");
            Assert.Equal(Number(planted, "rowsRead"), report.RowsRead);
            Assert.Equal(
                planted
                    .GetProperty("rejectedByReason")
                    .EnumerateObject()
                    .ToDictionary(reason => reason.Name, reason => reason.Value.GetInt64()),
                report.RejectedByReason
            );
            Assert.Equal(
                (Number(planted, "rowsKept"), Number(planted, "rowsRejected"), Number(planted, "duplicateRows")),
                (report.RowsKept, report.RowsRejected, report.DuplicateRows)
            );
            var robots = domain.Value.GetProperty("robots").EnumerateArray().Select(robot => robot.GetString()!).ToArray();
            Assert.NotEmpty(robots);
            Assert.Equal(
                robots.Order(StringComparer.Ordinal),
                report.Quality!.FlaggedUsers.Select(user => user.UserId).Order(StringComparer.Ordinal)
            );
            Assert.Equal(robots.Length, report.Quality.FlaggedUserCount);
            Assert.Equal((0, 0), (report.Items!.RowsRejected, report.Users!.RowsRejected));
        }
    }

    private static ImportReport Import(Workspace workspace, string exports, JsonProperty domain)
    {
        var isKnowledge = domain.Name == World.KnowledgeDomain;
        var request = new ImportRequest
        {
            Domain = domain.Name,
            Interactions = [.. domain.Value.GetProperty("files").EnumerateObject().Select(file => Path.Combine(exports, file.Name))],
            Items = [Path.Combine(exports, domain.Name, isKnowledge ? "items.csv" : "items.jsonl")],
            Users = [Path.Combine(exports, domain.Name, isKnowledge ? "users.csv" : "users.jsonl")],
            TimeZone = "Asia/Shanghai",
        };
        var workflow = new ImportWorkflow(workspace, (IEventImporter)workspace.Events, workspace.Layout.Staging, TimeProvider.System);
        return workflow.Run(request, new SilentObserver(), TestContext.Current.CancellationToken);
    }

    private static long Number(JsonElement tally, string name) => tally.GetProperty(name).GetInt64();

    private sealed class SilentObserver : IImportObserver
    {
        public void Begin(ImportPhase phase, long? expectedRows) { }

        public void Report(long rows, long? expectedRows) { }
    }
}
