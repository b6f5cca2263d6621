using System.Globalization;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Synthetic;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Server;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Benchmarks;

/// <summary>
/// Makes a workspace for load tests: one domain <c>shop</c> with a catalog, interactions with structure, and a trained model. Prints a key that may do everything, and writes a
/// script for wrk that asks for known users.
/// </summary>
internal static class ServiceWorld
{
    private const string Domain = "shop";
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary><c>service-world FOLDER SCRIPT [items] [users] [rows] [model] [options]</c></summary>
    public static void Run(string[] arguments)
    {
        var (folder, script) = (arguments[0], arguments[1]);
        var items = Number(arguments, 2, 10_000);
        var users = Number(arguments, 3, 10_000);
        var rows = Number(arguments, 4, 400_000);
        using var workspace = Workspace.Create(folder, "bench", TimeProvider.System);
        workspace.Partners.EnsureDomain(Domain);
        var store = (DuckDbEventStore)workspace.Events;
        foreach (var part in Enumerable.Range(0, items).Chunk(50_000))
        {
            store.Put([.. part.Select(ToItem)]);
        }
        PairGenerator.Generate(new PairWorld(users, items, rows), 2, pairs => store.Append(ToInteractions(pairs.Span)));
        var request = new TrainingRequest
        {
            TargetDomain = Domain,
            Model = arguments.ElementAtOrDefault(5) ?? "implicit-als",
            OptionsJson = arguments.ElementAtOrDefault(6) ?? """{"rank":64}""",
            Threads = 2,
        };
        new TrainingWorkflow(workspace, TimeProvider.System).Train(request, new Silence(), CancellationToken.None);
        File.WriteAllText(script, Script(users));
        Console.WriteLine(new KeyRing(workspace.Keys, workspace.Partners, TimeProvider.System).Issue("bench", null, Scope.All).Text);
    }

    /// <summary><c>service FOLDER PORT [MEGABYTES]</c>: serves a workspace without a bound on requests per caller, histories bounded, until standard input ends.</summary>
    public static async Task ServeAsync(string folder, string port, string? historyMegabytes)
    {
        using var workspace = Workspace.Open(folder, "bench", TimeProvider.System);
        var settings = new ServerSettings { Port = int.Parse(port, CultureInfo.InvariantCulture), MostRequestsPerSecond = 0 };
        if (historyMegabytes is not null)
        {
            var bytes = long.Parse(historyMegabytes, CultureInfo.InvariantCulture) << 20;
            settings = settings with { Live = settings.Live with { HistoryBytes = bytes } };
        }
        await using var server = KuajieServer.Build(settings, workspace, TimeProvider.System);
        await server.StartAsync();
        Console.WriteLine($"Listening on {server.Address}");
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Whoever started it closes the input to end it.
        }
        await server.StopAsync();
    }

    private static int Number(string[] arguments, int place, int usual) =>
        arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : usual;

    private static Item ToItem(int item) =>
        new(
            Domain,
            $"item-{item}",
            item % 5 == 0 ? "book" : "course",
            $"The {item % 97}th thing about {item % 31} things 第{item}课",
            null,
            [$"topic {item % 40}", $"level {item % 5}"],
            100 * (item % 300),
            "CNY",
            null,
            null,
            null,
            "{}"
        );

    private static Interaction[] ToInteractions(ReadOnlySpan<int> pairs)
    {
        var rows = new Interaction[pairs.Length / 2];
        for (var row = 0; row < rows.Length; row++)
        {
            var (user, item) = (pairs[2 * row], pairs[(2 * row) + 1]);
            rows[row] = new Interaction(
                Domain,
                $"user-{user}",
                $"item-{item}",
                InteractionKind.Purchase,
                At.AddMinutes(row % 100_000),
                null
            );
        }
        return rows;
    }

    private static string Script(int users) =>
        $$"""
            local key = os.getenv("KUAJIE_KEY")
            wrk.method = "POST"
            wrk.headers["Authorization"] = "Bearer " .. key
            wrk.headers["Content-Type"] = "application/json"
            local pause = tonumber(os.getenv("KUAJIE_PAUSE") or "0")
            local requests, place = {}, 0
            if pause > 0 then
                function delay()
                    return math.random(0, 2 * pause)
                end
            end
            function init(args)
                for user = 0, {{Math.Min(users, 10_000) - 1}} do
                    requests[#requests + 1] = wrk.format(nil, "/v1/domains/{{Domain}}/recommendations", nil, '{"user":"user-' .. user .. '"}')
                end
            end
            function request()
                place = place % #requests + 1
                return requests[place]
            end

            """;

    private sealed class Silence : ITrainingListener
    {
        public IProgress<long>? RowsRead => null;

        public IProgress<BenchmarkProgress>? Selection => null;

        public IProgress<TrainingProgress>? TrainingSteps => null;

        public void DatasetBuilt(InteractionDataset dataset) { }

        public void TrainerChosen(IModelTrainer trainer) { }
    }
}
