using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Samples.Shop;
using Kuajie.Server;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.Builder;

namespace Kuajie.EndToEnd.Tests.Pages;

/// <summary>The sample shop over a real service over a small workspace: six courses and six of the partner's items, one of them with a title that would like to be a script.</summary>
internal sealed class ShopWorld : IAsyncDisposable
{
    public const string Shop = "knowledge";
    public const string Partner = "sports";
    public const string Villain = "<script>window.broken = 1</script><img src=x onerror=\"window.broken = 1\">";
    public const string Chinese = "象棋残局一百问";
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-shop-").FullName;
    private readonly Workspace workspace;
    private KuajieServer? server;
    private WebApplication? shop;

    private ShopWorld() => workspace = Workspace.Create(Path.Combine(folder, "w.kuajie"), "test", TimeProvider.System);

    /// <summary>Where the shop is.</summary>
    public Uri Address => new(shop!.Urls.First());

    public IEventLog Events => workspace.EventLog;

    /// <summary>Everything that any visitor told of.</summary>
    public long Told => workspace.EventLog.LiveTotals().Sum(totals => totals.UserEvents + totals.SessionEvents);

    public static async Task<ShopWorld> StartAsync()
    {
        var world = new ShopWorld();
        world.Fill(Shop, 'c');
        world.Fill(Partner, 'p');
        world.workspace.Partners.PutPartnership(Shop, Partner, PartnershipShares.All);
        world.Train(Shop);
        world.Train(Partner);
        await world.ListenAsync();
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        if (shop is not null)
        {
            await shop.DisposeAsync();
        }
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
        workspace.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ListenAsync()
    {
        var party = workspace.Partners.Domains().Single(domain => domain.Name == Shop).PartyId;
        var ring = new KeyRing(workspace.Keys, workspace.Partners, TimeProvider.System);
        var (secret, page) = (ring.Issue("shop", party, Scope.Recommend).Text, ring.Issue("pages", party, Scope.Collect).Text);
        server = KuajieServer.Build(new ServerSettings { Port = 0 }, workspace, TimeProvider.System);
        await server.StartAsync();
        shop = Kuajie.Samples.Shop.Shop.Build(new ShopSettings(server.Address, secret, page, Shop, Partner, "http://127.0.0.1:0"));
        await shop.StartAsync();
    }

    private void Fill(string domain, char letter)
    {
        workspace.Partners.EnsureDomain(domain);
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([.. Enumerable.Range(0, 6).Select(item => NewItem(domain, $"{letter}{item}", Title(item)))]);
        var at = TimeProvider.System.GetUtcNow().AddDays(-1);
        store.Append([
            .. Enumerable
                .Range(0, 30)
                .SelectMany(user =>
                    Enumerable
                        .Range(0, 3)
                        .Select(step => new Interaction(
                            domain,
                            $"u{user}",
                            $"{letter}{(user + step) % 6}",
                            InteractionKind.Purchase,
                            at.AddMinutes(-step),
                            null
                        ))
                ),
        ]);
    }

    private static string Title(int item) =>
        item switch
        {
            0 => Villain,
            1 => Chinese,
            _ => $"Evening thing {item}",
        };

    private static Item NewItem(string domain, string id, string title) =>
        new(domain, id, "course", title, null, [], null, null, null, null, null, "{}");

    private void Train(string target) =>
        new TrainingWorkflow(workspace, TimeProvider.System).Train(
            new TrainingRequest
            {
                TargetDomain = target,
                SourceDomains = [],
                Model = "popularity",
                OptionsJson = "{}",
                Threads = 1,
            },
            new Silence(),
            default
        );

    private sealed class Silence : ITrainingListener
    {
        public IProgress<long>? RowsRead => null;

        public IProgress<BenchmarkProgress>? Selection => null;

        public IProgress<TrainingProgress>? TrainingSteps => null;

        public void DatasetBuilt(InteractionDataset dataset) { }

        public void TrainerChosen(IModelTrainer trainer) { }
    }
}
