using System.Net;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Server;

/// <summary>How the server listens and what it bears. Valid defaults; changed by <c>with</c>.</summary>
public sealed record ServerSettings
{
    /// <summary>The port where nobody says otherwise.</summary>
    public const int DefaultPort = 5380;

    /// <summary>The address to listen on. Loopback by default: what faces a network should stand behind a proxy that encrypts.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Largest request body in bytes, uploads of files aside.</summary>
    public long MostBodyBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Requests a second that one caller may make in the long run; twice as many at once. 0 for no bound.</summary>
    public int MostRequestsPerSecond { get; init; } = 2_000;

    /// <summary>Attempts a minute, by one address, at what could be guessed: passwords, invitations, the set-up code.</summary>
    public int MostGuessesPerMinute { get; init; } = 30;

    /// <summary>How long a person stays signed in without asking for anything.</summary>
    public TimeSpan SignInTime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Threads that a training in the background may use; the rest of the machine serves.</summary>
    public int TrainingThreads { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How often the serving versions are compared with the ones before them.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Items in one request.</summary>
    public int MostItemsAtOnce { get; init; } = 1_000;

    /// <summary>User records in one request.</summary>
    public int MostUsersAtOnce { get; init; } = 1_000;

    /// <summary>Pairs of users in one request.</summary>
    public int MostLinksAtOnce { get; init; } = 10_000;

    /// <summary>Largest form with files for an import, in bytes. Files go to the disk as they come.</summary>
    public long MostUploadBytes { get; init; } = 2L << 30;

    /// <summary>Imports that may wait at once.</summary>
    public int MostWaitingImports { get; init; } = 10;

    /// <summary>Memory in megabytes, for each domain that is searched, for changes to its index that are not on the disk yet.</summary>
    public double SearchMegabytes { get; init; } = 16;

    /// <summary>How long a shutdown waits for requests in flight.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Events that one request may bring.</summary>
    public int MostEventsAtOnce { get; init; } = 1000;

    /// <summary>How many events may wait for the disk, and how many go into one commit.</summary>
    public GroupCommitOptions Events { get; init; } = new();

    /// <summary>How many shown lists may wait for the disk, and how many go into one commit.</summary>
    public GroupCommitOptions Impressions { get; init; } = new() { MostWaitingRows = 32_768, MostRowsAtOnce = 8_192 };

    /// <summary>
    /// Domains whose users are stored under pseudonyms only, with their keys. Raw ids that requests and files bring are replaced as they come; for good, so a domain stays here.
    /// </summary>
    public IReadOnlyDictionary<string, Pseudonymizer> PseudonymKeys { get; init; } = new Dictionary<string, Pseudonymizer>();

    /// <summary>Counts of people below this are not told to other parties, nor what they could be computed from. 1 tells everything.</summary>
    public int FewestPeople { get; init; } = 10;

    /// <summary>Whether messages may go to this machine itself, over http too: for receivers beside the service, and for trying out. Private addresses are refused in any case.</summary>
    public bool AllowsLoopbackWebhooks { get; init; }

    /// <summary>What the live read side holds in memory, and how large its requests may be.</summary>
    public LiveOptions Live { get; init; } = new();

    /// <summary>Everything out of its range, in order.</summary>
    public IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("mostBodyBytes", MostBodyBytes, 1_024, 1L << 30),
            .. OptionFault.OutsideRange("mostRequestsPerSecond", MostRequestsPerSecond, 0, 10_000_000),
            .. OptionFault.OutsideRange("mostGuessesPerMinute", MostGuessesPerMinute, 1, 10_000),
            .. OutsideRange("signInTime", SignInTime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)),
            .. OptionFault.OutsideRange("trainingThreads", TrainingThreads, 1, 1_024),
            .. OutsideRange("watchInterval", WatchInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)),
            .. OptionFault.OutsideRange("mostItemsAtOnce", MostItemsAtOnce, 1, 100_000),
            .. OptionFault.OutsideRange("mostUsersAtOnce", MostUsersAtOnce, 1, 100_000),
            .. OptionFault.OutsideRange("mostLinksAtOnce", MostLinksAtOnce, 1, 1_000_000),
            .. OptionFault.OutsideRange("mostUploadBytes", MostUploadBytes, 1_024, 1L << 40),
            .. OptionFault.OutsideRange("mostWaitingImports", MostWaitingImports, 1, 1_000),
            .. OptionFault.OutsideRange("searchMegabytes", SearchMegabytes, 1, 2_048),
            .. OutsideRange("drainTime", DrainTime, TimeSpan.Zero, TimeSpan.FromHours(1)),
            .. OptionFault.OutsideRange("mostEventsAtOnce", MostEventsAtOnce, 1, 100_000),
            .. OfGroups("events", Events, MostEventsAtOnce),
            .. OfGroups("impressions", Impressions, 1),
            .. OptionFault.OutsideRange("fewestPeople", FewestPeople, 1, 1_000_000),
            .. Live.Faults().Select(fault => fault with { Option = $"live.{fault.Option}" }),
        ];

    /// <summary>A request that could never be taken would be told to come back for ever.</summary>
    private static IEnumerable<OptionFault> OfGroups(string name, GroupCommitOptions groups, int leastWaiting) =>
        [
            .. OptionFault.OutsideRange($"{name}.mostWaitingRows", groups.MostWaitingRows, leastWaiting, 10_000_000),
            .. OptionFault.OutsideRange($"{name}.mostRowsAtOnce", groups.MostRowsAtOnce, 1, 10_000_000),
        ];

    private static IEnumerable<OptionFault> OutsideRange(string option, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            yield return new OptionFault(option, $"{value:c}", $"{least:c} … {most:c}");
        }
    }
}
