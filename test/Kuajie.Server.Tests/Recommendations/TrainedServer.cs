using System.Text.Json;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Recommendations;

/// <summary>
/// A server over two domains of two tastes: even users take even items, odd users odd ones. Users of the first thirty numbers are linked; a model serves in each direction
/// and one within sports. Even users of sports live in Shanghai, odd ones in Chengdu.
/// </summary>
internal static class TrainedServer
{
    public const string Path = "/v1/domains/sports/recommendations";
    private static readonly DateTimeOffset At = new(2026, 5, 31, 12, 0, 0, TimeSpan.Zero);

    /// <param name="settings">How it is set up.</param>
    /// <param name="now">Its time; the morning after the last interaction where left out.</param>
    public static Task<RunningServer> StartAsync(ServerSettings? settings = null, DateTimeOffset? now = null) =>
        RunningServer.StartAsync(
            settings,
            prepare: Fill,
            clock: now is { } moment ? new Microsoft.Extensions.Time.Testing.FakeTimeProvider(moment) : null
        );

    public static async Task<RecommendationResponse> AskAsync(HttpClient client, string body, string path = Path)
    {
        var response = await client.PostAsync(path, Wire.Json(body));
        return await ReadAsync(response);
    }

    public static async Task<RecommendationResponse> GetAsync(HttpClient client, string path) =>
        await ReadAsync(await client.GetAsync(path));

    public static void Fill(Workspace workspace)
    {
        var store = (DuckDbEventStore)workspace.Events;
        foreach (var (domain, letter) in new[] { ("sports", 'e'), ("knowledge", 'c') })
        {
            store.Put([.. Enumerable.Range(0, 20).Select(item => ItemOf(domain, $"{letter}{item}", $"Thing {item}", item))]);
            store.Append([
                .. Enumerable
                    .Range(0, 40)
                    .SelectMany(user =>
                        Enumerable
                            .Range(0, 6)
                            .Select(step => new Interaction(
                                domain,
                                $"{domain[0]}{user}",
                                $"{letter}{(((user + (2 * (step * (user + 1) % 7))) % 20) / 2 * 2) + (user % 2)}",
                                InteractionKind.Purchase,
                                At.AddHours(-step),
                                null
                            ))
                    ),
            ]);
        }
        store.PutRecords(
            "sports",
            [
                .. Enumerable
                    .Range(0, 40)
                    .Select(user => new UserRecord(
                        $"s{user}",
                        user % 2 == 0 ? """{"city":"Shanghai","age":29}""" : """{"city":"Chengdu","age":52}"""
                    )),
            ]
        );
        workspace.Links.Add(
            Enumerable.Range(0, 30).Select(user => new Link("knowledge", $"k{user}", "sports", $"s{user}", LinkMethod.File, At))
        );
        Train(workspace, "sports", "implicit-als", 0);
        Train(workspace, "knowledge", "joint-als", 0);
        Train(workspace, "sports", "joint-als", 1);
    }

    public static string Train(Workspace workspace, string target, string model, int minutes) =>
        new TrainingWorkflow(
            workspace,
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 7, minutes, 0, TimeSpan.Zero))
        )
            .Train(
                new TrainingRequest
                {
                    TargetDomain = target,
                    SourceDomains = model == "joint-als" ? [target == "sports" ? "knowledge" : "sports"] : [],
                    Model = model,
                    OptionsJson = "{}",
                    Threads = 1,
                },
                new Silence(),
                default
            )
            .Version.VersionId;

    private static Item ItemOf(string domain, string id, string title, int number) =>
        new(
            domain,
            id,
            number % 4 == 0 ? "event" : "course",
            title,
            null,
            [number % 2 == 0 ? "even" : "odd"],
            100 * number,
            "CNY",
            null,
            null,
            null,
            number % 5 == 0 ? """{"owner":"guest-firm"}""" : "{}"
        );

    private static async Task<RecommendationResponse> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize(text, RecommendationsJson.Default.RecommendationResponse)!;
    }

    private sealed class Silence : ITrainingListener
    {
        public IProgress<long>? RowsRead => null;

        public IProgress<Kuajie.Platform.Training.Benchmarks.BenchmarkProgress>? Selection => null;

        public IProgress<Kuajie.Algorithms.Models.TrainingProgress>? TrainingSteps => null;

        public void DatasetBuilt(Kuajie.Algorithms.Datasets.InteractionDataset dataset) { }

        public void TrainerChosen(Kuajie.Algorithms.Models.IModelTrainer trainer) { }
    }
}

/// <summary>Events without the endpoint: stored, then told, as the intake does.</summary>
internal static class ToldEvents
{
    /// <summary>What the server does a few times a second.</summary>
    public static void Settle(this RunningServer running) =>
        running.Server.Services.GetRequiredService<Kuajie.Platform.Recommendations.Live.LiveRecommendations>().Takers.Settle();

    public static void Tell(this RunningServer running, string domain, string user, string item)
    {
        var told = new LiveEvent(Guid.NewGuid().ToString(), domain, user, null, item, InteractionKind.Purchase, running.Clock.GetUtcNow());
        running.Workspace.EventLog.Append([told]);
        foreach (var listener in running.Server.Services.GetServices<ILiveListener>())
        {
            listener.Committed([told]);
        }
    }
}
