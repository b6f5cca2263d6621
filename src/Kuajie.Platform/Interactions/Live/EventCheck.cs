using System.Globalization;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Interactions.Live;

/// <summary>
/// The rules for live events, the same as for imported rows: ids without blanks around, at most 256 characters, no broken text; known kinds; times from 1990 to now;
/// finite values. Every fault is named, not only the first.
/// </summary>
/// <param name="domain">The domain that the events are for.</param>
/// <param name="now">The time of receipt; it stands for events that say none.</param>
/// <param name="faults">Takes what is wrong.</param>
/// <param name="isCollected">Whether a visitor's browser tells it, which anybody can make say anything: then it may name no user, and nothing that money hangs on.</param>
/// <param name="pseudonyms">Gives users the ids they are stored by; null where ids are kept as they are.</param>
public sealed class EventCheck(
    string domain,
    DateTimeOffset now,
    ICollection<KuajieException> faults,
    bool isCollected = false,
    Pseudonyms? pseudonyms = null
)
{
    /// <summary>So much may a sender's clock be ahead; such an event counts as received now.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly int LongestMarker = IdText.MissingMarkers.Max(marker => marker.Length);
    private static readonly string KindNames = string.Join(
        ", ",
        InteractionKinds.Names.Append(InteractionKinds.WireName(InteractionKind.Seen))
    );
    private static readonly InteractionKind[] Collected =
    [
        InteractionKind.View,
        InteractionKind.Search,
        InteractionKind.Click,
        InteractionKind.Like,
        InteractionKind.Favourite,
        InteractionKind.Share,
        InteractionKind.Watch,
        InteractionKind.Seen,
    ];
    private static readonly string CollectedNames = string.Join(", ", Collected.Select(InteractionKinds.WireName));

    /// <summary>The event, or null where something is wrong with it.</summary>
    /// <param name="fields">What was sent.</param>
    /// <param name="where">The event's place in the request, for example <c>events[3]</c>; empty for a single one.</param>
    public LiveEvent? Check(in EventFields fields, string where)
    {
        var before = faults.Count;
        var eventId = Required(fields.EventId, where, "event");
        var itemId = Required(fields.ItemId, where, "item");
        var userId = Id(fields.UserId, where, "user");
        var sessionId = Id(fields.SessionId, where, "session");
        if (userId is null && sessionId is null && faults.Count == before)
        {
            Add("missing-user", "MissingUser", Place(where, "user"));
        }
        var kind = Kind(fields.Kind, where);
        CheckSeen(kind, sessionId, where);
        CheckCollected(kind, userId, where);
        var at = At(fields.At, where);
        CheckValue(kind, fields.Value, where);
        var listId = Id(fields.ListId, where, "list");
        return faults.Count == before
            // What was seen belongs to the visit; whose it was is on record with the list.
            ? new LiveEvent(
                eventId!,
                domain,
                kind == InteractionKind.Seen || userId is null ? null : (pseudonyms?.Stored(domain, userId) ?? userId),
                sessionId,
                itemId!,
                kind!.Value,
                at,
                fields.Value,
                listId
            )
            : null;
    }

    /// <summary>A member's place in the request.</summary>
    public static string Place(string where, string member) => where.Length == 0 ? member : $"{where}.{member}";

    private string? Required(string? text, string where, string member)
    {
        var before = faults.Count;
        var id = Id(text, where, member);
        if (id is null && faults.Count == before)
        {
            Add("missing-member", "MissingMember", Place(where, member), member);
        }
        return id;
    }

    private string? Id(string? text, string where, string member)
    {
        var id = IsPlain(text) ? text : IdText.Clean(text);
        if (id is null)
        {
            return null;
        }
        if (id.Length > IdText.MostLength)
        {
            Add("too-long-id", "TooLongId", Place(where, member), id.Length, IdText.MostLength);
        }
        else if (IdText.IsBroken(id))
        {
            Add("broken-text", "BrokenText", Place(where, member));
        }
        return id;
    }

    /// <summary>Whether cleaning cannot change the text: no blank at its ends, and longer than any word for "missing".</summary>
    private static bool IsPlain(string? text) =>
        text is { } some && some.Length > LongestMarker && some[0] is > ' ' and <= '~' && some[^1] is > ' ' and <= '~';

    private InteractionKind? Kind(string? text, string where)
    {
        if (text is null)
        {
            Add("missing-member", "MissingMember", Place(where, "kind"), "kind");
            return null;
        }
        if (InteractionKinds.ParseLive(text) is not { } kind)
        {
            Add("unknown-kind", "UnknownKind", Place(where, "kind"), Shown(text), KindNames);
            return null;
        }
        return kind;
    }

    private void CheckSeen(InteractionKind? kind, string? sessionId, string where)
    {
        if (kind == InteractionKind.Seen && sessionId is null)
        {
            Add("missing-session", "MissingSession", Place(where, "session"));
        }
    }

    private void CheckCollected(InteractionKind? kind, string? userId, string where)
    {
        if (isCollected && userId is not null)
        {
            Add("user-not-collected", "UserNotCollected", Place(where, "user"));
        }
        if (isCollected && kind is { } some && !Collected.Contains(some))
        {
            Add("kind-not-collected", "KindNotCollected", Place(where, "kind"), InteractionKinds.WireName(some), CollectedNames);
        }
    }

    private DateTimeOffset At(string? text, string where)
    {
        if (text is null)
        {
            return now;
        }
        if (!HasOffset(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            Add("unreadable-time", "UnreadableTime", Place(where, "at"), Shown(text));
            return now;
        }
        if (at < Earliest || at > now + ClockSkew)
        {
            Add(
                "impossible-time",
                "ImpossibleTime",
                Place(where, "at"),
                Shown(text),
                now.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)
            );
            return now;
        }
        // The store keeps microseconds; listeners shall see what it will answer.
        var utc = (at < now ? at : now).ToUniversalTime();
        return new DateTimeOffset(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }

    /// <summary>Begins with a date and ends with Z or an offset: without one nobody knows which time is meant.</summary>
    private static bool HasOffset(string text) =>
        text.Length is >= 17 and <= 40
        && char.IsAsciiDigit(text[0])
        && text[10] is 'T' or 't' or ' '
        && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');

    private void CheckValue(InteractionKind? kind, double? value, string where)
    {
        var (least, most) =
            kind is InteractionKind.Rating
                ? (RatingRange.Default.Least, RatingRange.Default.Most)
                : (kind is InteractionKind.Watch or InteractionKind.Gift ? 0 : double.MinValue, double.MaxValue);
        if (value is { } number ? !(number >= least && number <= most) : kind is InteractionKind.Rating)
        {
            Add("value-out-of-range", "ValueOutOfRange", Place(where, "value"), value, least, most);
        }
    }

    private void Add(string code, string key, string where, params ReadOnlySpan<object?> arguments) =>
        faults.Add(InteractionTexts.Source.Fault(code, key, where, isUsage: true, arguments: arguments));

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
