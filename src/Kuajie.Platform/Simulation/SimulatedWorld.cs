using System.Text.Json;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Simulation;

/// <summary>Brings what a simulation begins with into an empty workspace: two domains with catalogs, users, links, half a year of what they did, and a model for each direction.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="events">Its events and catalogs.</param>
/// <param name="clock">The clock; shows the first day of the simulation.</param>
public sealed class SimulatedWorld(IWorkspace workspace, IEventStore events, TimeProvider clock)
{
    private const int RowsAtOnce = 16_384;
    private const string ModelKind = "joint-als";
    private const string ModelOptions = """{"rank":32,"sweeps":8}""";

    /// <summary>The first day of every simulation: the day after the sample world's last.</summary>
    public static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeSeconds(WorldCalendar.End);

    /// <summary>Fills the workspace.</summary>
    /// <param name="options">What is to be simulated.</param>
    /// <param name="rowsStored">Told the interactions stored so far, or null.</param>
    /// <param name="training">Hears of the trainings.</param>
    /// <param name="cancellation">Ends it; the workspace stays whole, but holds a part only.</param>
    /// <exception cref="Faults.KuajieException">The workspace has domains already.</exception>
    public World Fill(SimulationOptions options, IProgress<long>? rowsStored, ITrainingListener training, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (workspace.Partners.Domains().Count is > 0 and var domains)
        {
            throw SimulationTexts.NotEmpty(domains);
        }
        var world = World.Generate(
            new WorldOptions
            {
                Users = options.Scenario.Users,
                Seed = options.Seed,
                OverlapShare = options.Scenario.Overlap,
            }
        );
        var stored = 0L;
        foreach (var domain in (WorldDomain[])[world.Knowledge, world.Partner])
        {
            workspace.Partners.EnsureDomain(domain.Name);
            workspace.Partners.PutTimeZone(domain.Name, World.TimeZone);
            events.Put([.. domain.Items.Select(item => ToItem(domain.Name, item))]);
            events.PutRecords(domain.Name, [.. domain.Users().Where(user => !user.IsRobot).Select(ToRecord)]);
            stored = StoreHistory(domain, stored, rowsStored, cancellation);
        }
        workspace.Partners.PutPartnership(world.Knowledge.Name, world.Partner.Name, PartnershipShares.All);
        var now = clock.GetUtcNow();
        workspace.Links.Add(
            world
                .Links()
                .Select(link => new Link(
                    world.Knowledge.Name,
                    link.KnowledgeUser,
                    world.Partner.Name,
                    link.PartnerUser,
                    LinkMethod.File,
                    now
                ))
        );
        Train(world.Knowledge.Name, world.Partner.Name, options, training, cancellation);
        Train(world.Partner.Name, world.Knowledge.Name, options, training, cancellation);
        return world;
    }

    /// <summary>Robots are left out: what they do has no truth.</summary>
    private long StoreHistory(WorldDomain domain, long stored, IProgress<long>? rowsStored, CancellationToken cancellation)
    {
        var robots = domain.Robots.ToHashSet(StringComparer.Ordinal);
        var number = 0;
        foreach (var rows in domain.Interactions().Where(row => !robots.Contains(row.UserId)).Chunk(RowsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            events.Append([.. rows.Select(row => ToEvent(domain, row, ++number))]);
            rowsStored?.Report(stored += rows.Length);
        }
        return stored;
    }

    private void Train(
        string source,
        string target,
        SimulationOptions options,
        ITrainingListener listener,
        CancellationToken cancellation
    ) =>
        new TrainingWorkflow(workspace, clock).Train(
            new TrainingRequest
            {
                SourceDomains = [source],
                TargetDomain = target,
                Model = ModelKind,
                OptionsJson = ModelOptions,
                Seed = options.Seed,
                Threads = options.Threads,
            },
            listener,
            cancellation
        );

    private static LiveEvent ToEvent(WorldDomain domain, SampleInteraction row, int number) =>
        new(
            FormattableString.Invariant($"past-{number}"),
            domain.Name,
            row.UserId,
            null,
            domain.Items[row.Item].ItemId,
            row.Kind,
            DateTimeOffset.FromUnixTimeSeconds(row.UnixSeconds),
            // Amounts are told in yuan.
            row.Kind == InteractionKind.Purchase
                ? (double?)(row.Value * 100)
                : (double?)row.Value
        );

    private static Item ToItem(string domain, WorldItem item) =>
        new(
            domain,
            item.ItemId,
            item.Kind,
            item.Title,
            item.Description,
            item.Tags,
            item.PriceMinorUnits,
            item.PriceMinorUnits is null ? null : "CNY",
            null,
            null,
            null,
            JsonSerializer.Serialize(item.Attributes.ToDictionary(each => each.Key, each => each.Value))
        );

    private static UserRecord ToRecord(SampleUser user)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["level"] = user.Level };
        if (user.City is { } city)
        {
            attributes["city"] = city;
        }
        if (user.Gender is { } gender)
        {
            attributes["gender"] = gender;
        }
        if (user.BirthYear is { } year)
        {
            attributes["birthYear"] = year;
        }
        return new UserRecord(user.UserId, JsonSerializer.Serialize(attributes));
    }
}
