using Kuajie.Platform.SampleWorld.Behaviour;
using Kuajie.Platform.SampleWorld.Catalogs;
using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld;

/// <summary>
/// A knowledge platform and a partner with known truth: latent tastes partly shared between the two, sparse taste mixtures per person, Zipf item
/// popularity, log-normal activity, daily and weekly rhythm, price response, partial overlap, cold users and items, robots. Pure: equal options give equal worlds.
/// </summary>
public sealed class World
{
    /// <summary>Name of the knowledge platform's domain.</summary>
    public const string KnowledgeDomain = "knowledge";

    /// <summary>The time zone that its people live by.</summary>
    public const string TimeZone = "Asia/Shanghai";

    private const double MedianKnowledgeItems = 11;
    private const double MedianPartnerItems = 12;
    private const double ZipfExponent = 0.95;
    private const double ColdItemShare = 0.04;
    private readonly Population population;

    private World(WorldOptions options, IReadOnlyList<Taste> tastes, Population population, WorldItem[] knowledge, WorldItem[] partner)
    {
        Options = options;
        Tastes = tastes;
        this.population = population;
        Knowledge = new WorldDomain(KnowledgeDomain, knowledge, tastes, population, MedianKnowledgeItems, options.Seed);
        Partner = new WorldDomain(options.Scenario, partner, tastes, population, MedianPartnerItems, options.Seed);
    }

    public WorldOptions Options { get; }

    /// <summary>All latent tastes; a taste index counts in this list.</summary>
    public IReadOnlyList<Taste> Tastes { get; }

    public WorldDomain Knowledge { get; }

    public WorldDomain Partner { get; }

    /// <summary>Number of people who are users of both sides.</summary>
    public int LinkedCount => population.LinkedCount;

    /// <summary>Makes a world. Catalogs are drawn at once, users and interactions on demand.</summary>
    /// <exception cref="Faults.KuajieException">The options are out of range.</exception>
    public static World Generate(WorldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        if (options.OverlapShare is not (>= 0 and <= 1) || Math.Min(options.KnowledgeItems, options.PartnerItems) < 100)
        {
            throw new ArgumentException(
                $"Found overlap {options.OverlapShare} and {options.KnowledgeItems} + {options.PartnerItems} items; expected a share of 0 … 1 and at least 100 items a side.",
                nameof(options)
            );
        }
        var general = ScenarioLibrary.General;
        var scenario = ScenarioLibrary.Of(options.Scenario);
        TasteWords[] words = [.. scenario.Tastes, .. general.KnowledgeTastes];
        Taste[] tastes =
        [
            .. words.Select(word => new Taste(word.Name, word.Zh, word.En, word.Knowledge?.Face, word.Partner?.Face, word.Prevalence)),
        ];
        var linked = (int)Math.Round(options.Users * options.OverlapShare);
        return new World(
            options,
            tastes,
            new Population(tastes, options.Users, linked, options.Seed),
            KnowledgeItems(options, general, words),
            PartnerItems(options, general, scenario, words)
        );
    }

    /// <summary>The people known to both sides, in the order of the export.</summary>
    public IEnumerable<(string KnowledgeUser, string PartnerUser)> Links()
    {
        if (LinkedCount == 0)
        {
            yield break;
        }
        var order = new VisitOrder(LinkedCount, new Draws(Options.Seed, 11));
        for (var place = 0; place < order.Count; place++)
        {
            yield return (Knowledge.IdOf(order[place]), Partner.IdOf(order[place]));
        }
    }

    private static WorldItem[] KnowledgeItems(WorldOptions options, GeneralWords general, TasteWords[] words)
    {
        var draws = new Draws(options.Seed, 101);
        var catalog = new KnowledgeCatalog(general, words, draws);
        return Plan(words, word => word.Knowledge is not null, options.KnowledgeItems, draws)
            .Draw(catalog.Draft, (taste, isChinese) => isChinese ? words[taste].Knowledge!.Tags : words[taste].Knowledge!.TagsEn);
    }

    private static WorldItem[] PartnerItems(WorldOptions options, GeneralWords general, ScenarioWords scenario, TasteWords[] words)
    {
        var draws = new Draws(options.Seed, 102);
        var catalog = PartnerCatalog.Of(general, scenario, scenario.Tastes, draws);
        return Plan(words, word => word.Partner is not null, options.PartnerItems, draws)
            .Draw(catalog.Draft, (taste, isChinese) => isChinese ? words[taste].Partner!.Tags : words[taste].Partner!.TagsEn);
    }

    private static CatalogPlan Plan(TasteWords[] words, Func<TasteWords, bool> isHere, int itemCount, Draws draws) =>
        new([.. Enumerable.Range(0, words.Length).Where(taste => isHere(words[taste]))], itemCount, ZipfExponent, ColdItemShare, draws);
}
