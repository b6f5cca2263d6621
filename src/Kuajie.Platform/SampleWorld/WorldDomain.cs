using Kuajie.Platform.SampleWorld.Behaviour;
using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld;

/// <summary>One side of a sample world. Users and interactions are drawn anew, and the same, each time they are enumerated.</summary>
public sealed class WorldDomain
{
    private const int BlockUsers = 2_048;
    private const ulong VisitSeed = 0x766973697473;
    private readonly Population population;
    private readonly Visits visits;
    private readonly OpaqueIds ids;
    private readonly VisitOrder order;
    private readonly ulong seed;

    internal WorldDomain(string name, WorldItem[] items, IReadOnlyList<Taste> tastes, Population population, double medianItems, ulong seed)
    {
        Name = name;
        Items = items;
        IsPartner = name != World.KnowledgeDomain;
        this.population = population;
        this.seed = seed ^ (IsPartner ? 0x7061UL : 0x6B6EUL);
        var sampler = new ItemSampler(items, tastes, taste => (IsPartner ? taste.PartnerFace : taste.KnowledgeFace) is not null);
        visits = new Visits(items, sampler, medianItems);
        ids = new OpaqueIds(seed, IsPartner);
        RobotCount = 3 + (population.UsersPerSide / 2_500);
        order = new VisitOrder(population.UsersPerSide + RobotCount, new Draws(this.seed, 7));
    }

    /// <summary>The domain's name: knowledge, or the scenario's.</summary>
    public string Name { get; }

    /// <summary>The catalog; an interaction's item is an index into it.</summary>
    public IReadOnlyList<WorldItem> Items { get; }

    /// <summary>Whether this is the partner's side.</summary>
    public bool IsPartner { get; }

    /// <summary>Robots, beside the real users.</summary>
    public int RobotCount { get; }

    /// <summary>Real users and robots.</summary>
    public int UserCount => order.Count;

    /// <summary>The robots' ids.</summary>
    public IReadOnlyList<string> Robots => [.. Enumerable.Range(population.UsersPerSide, RobotCount).Select(ids.Of)];

    internal string IdOf(int user) => ids.Of(user);

    /// <summary>All users in the order of the export.</summary>
    public IEnumerable<SampleUser> Users()
    {
        for (var place = 0; place < order.Count; place++)
        {
            yield return User(order[place]);
        }
    }

    /// <summary>
    /// All good rows, robots' rows among them, without defects and duplicates: blocks of 2,048 users, each block ordered by time. Memory does not grow
    /// with the number of users.
    /// </summary>
    /// <param name="usersDone">Told how many users are done.</param>
    public IEnumerable<SampleInteraction> Interactions(IProgress<long>? usersDone = null)
    {
        var rows = new List<SampleInteraction>();
        for (var first = 0; first < order.Count; first += BlockUsers)
        {
            rows.Clear();
            var end = Math.Min(order.Count, first + BlockUsers);
            for (var place = first; place < end; place++)
            {
                AddRows(order[place], rows);
            }
            foreach (var row in rows.OrderBy(row => row.UnixSeconds))
            {
                yield return row;
            }
            usersDone?.Report(end);
        }
    }

    private void AddRows(int user, List<SampleInteraction> rows)
    {
        var draws = new Draws(seed ^ VisitSeed, (ulong)user);
        if (user >= population.UsersPerSide)
        {
            visits.AddRobot(ids.Of(user), draws, rows);
            return;
        }
        visits.Add(ids.Of(user), population.Draw(population.PersonOf(user, IsPartner)), draws, rows);
    }

    private SampleUser User(int user)
    {
        var draws = new Draws(seed ^ 0x75736572UL, (ulong)user);
        var isRobot = user >= population.UsersPerSide;
        var cities = IsPartner ? ScenarioLibrary.General.CitiesEn : ScenarioLibrary.General.Cities;
        return new SampleUser(
            ids.Of(user),
            isRobot,
            user < population.LinkedCount,
            isRobot ? [] : population.Draw(population.PersonOf(user, IsPartner)).Tastes,
            draws.Chance(0.12) ? null : draws.Pick(cities),
            draws.Chance(0.2) ? null
                : draws.Chance(0.5) ? "f"
                : "m",
            draws.Chance(0.15) ? null : draws.Between(1962, 2006),
            WorldCalendar.Start - (draws.Between(0, 1_200) * 86_400L) + draws.Between(0, 86_399),
            draws.Between(0, 4)
        );
    }
}
