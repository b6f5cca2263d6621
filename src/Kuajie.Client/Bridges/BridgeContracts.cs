namespace Kuajie.Client.Bridges;

/// <summary>How tastes carry over between two domains: which tags the same people have a taste for on both sides.</summary>
/// <param name="From">The first domain.</param>
/// <param name="To">The second domain.</param>
/// <param name="People">Linked people who did something on both sides.</param>
/// <param name="FromTags">Tags of the first domain, those that most people have a taste for first.</param>
/// <param name="ToTags">Tags of the second domain, likewise.</param>
/// <param name="Bridges">Pairs of these tags, the strongest first; pairs of too few people are left out.</param>
public sealed record TagBridgesResponse(
    string From,
    string To,
    long People,
    IReadOnlyList<TagTasteResponse> FromTags,
    IReadOnlyList<TagTasteResponse> ToTags,
    IReadOnlyList<TagBridgeResponse> Bridges
);

/// <summary>A tag and who has a taste for it: who touched two items with it, or has it on at least half of all the items they touched.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="People">How many of the people.</param>
public sealed record TagTasteResponse(string Tag, long People);

/// <summary>How much oftener people with a taste for the one tag have a taste for the other.</summary>
/// <param name="FromTag">The tag of the first domain.</param>
/// <param name="ToTag">The tag of the second domain.</param>
/// <param name="Both">People with a taste for both.</param>
/// <param name="Expected">How many there would be by chance.</param>
/// <param name="Lift">(both + ½) / (expected + ½): 1 is chance, 3 three times as many.</param>
/// <param name="Low">2.5 % point of the lift.</param>
/// <param name="High">97.5 % point of the lift.</param>
/// <param name="Share">Share of the people with a taste for the first that have one for the second, 0 to 1.</param>
public sealed record TagBridgeResponse(
    string FromTag,
    string ToTag,
    long Both,
    double Expected,
    double Lift,
    double Low,
    double High,
    double Share
);

/// <summary>Which items of two domains the same people take up.</summary>
/// <param name="From">The first domain.</param>
/// <param name="To">The second domain.</param>
/// <param name="People">Linked people who did something on both sides.</param>
/// <param name="Bridges">The strongest first, by the lower end of the interval; pairs of too few people are left out.</param>
public sealed record ItemBridgesResponse(string From, string To, long People, IReadOnlyList<ItemBridgeResponse> Bridges);

/// <summary>How much oftener people who took up the one item took up the other.</summary>
/// <param name="FromItem">The item of the first domain.</param>
/// <param name="ToItem">The item of the second domain.</param>
/// <param name="FromPeople">People who took up the first.</param>
/// <param name="ToPeople">People who took up the second.</param>
/// <param name="Both">People who took up both.</param>
/// <param name="Expected">How many would have by chance.</param>
/// <param name="Lift">(both + ½) / (expected + ½): 1 is chance, 3 three times as many.</param>
/// <param name="Low">2.5 % point of the lift.</param>
/// <param name="High">97.5 % point of the lift.</param>
/// <param name="Share">Share of the people who took up the first that took up the second, 0 to 1.</param>
/// <param name="FromTitle">The first item's title.</param>
/// <param name="ToTitle">The second item's title.</param>
public sealed record ItemBridgeResponse(
    string FromItem,
    string ToItem,
    long FromPeople,
    long ToPeople,
    long Both,
    double Expected,
    double Lift,
    double Low,
    double High,
    double Share,
    string? FromTitle = null,
    string? ToTitle = null
);

/// <summary>Where the people of one side's segments are on the other side. Somebody's segment is, of the twelve tags of a side that most people have a taste for, the one that most of their items carry.</summary>
/// <param name="From">The first domain.</param>
/// <param name="To">The second domain.</param>
/// <param name="People">People in the flows.</param>
/// <param name="Flows">The widest first.</param>
public sealed record BridgeFlowsResponse(string From, string To, long People, IReadOnlyList<BridgeFlowResponse> Flows);

/// <summary>People of one segment on each side.</summary>
/// <param name="People">How many.</param>
/// <param name="FromTag">The segment of the first domain.</param>
/// <param name="ToTag">The segment of the second domain; absent for all that too few people are in, together.</param>
public sealed record BridgeFlowResponse(long People, string FromTag, string? ToTag = null);

/// <summary>Examples of people who have a thing of each side.</summary>
/// <param name="From">The first domain.</param>
/// <param name="To">The second domain.</param>
/// <param name="People">In the order of their id in the first domain.</param>
public sealed record BridgePeopleResponse(string From, string To, IReadOnlyList<BridgePersonResponse> People);

/// <summary>Somebody known on both sides.</summary>
/// <param name="FromUser">Their user in the first domain.</param>
/// <param name="ToUser">Their user in the second domain.</param>
public sealed record BridgePersonResponse(string FromUser, string ToUser);
