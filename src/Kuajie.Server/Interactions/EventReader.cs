using System.Buffers;
using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Server.Interactions;

/// <summary>
/// Reads a body of events in one pass, straight into checked events: one object, or many in <c>{"events":[…]}</c>. Wrong types and unknown members are faults of their event
/// and do not end the reading; only text that is no JSON does.
/// </summary>
internal ref struct EventReader
{
    private static readonly string[] Members = ["event", "item", "kind", "user", "session", "at", "value", "list"];
    private readonly EventCheck check;
    private readonly List<KuajieException> faults;
    private readonly int most;
    private Utf8JsonReader json;

    private EventReader(ReadOnlySequence<byte> body, EventCheck check, List<KuajieException> faults, int most)
    {
        json = new Utf8JsonReader(body);
        this.check = check;
        this.faults = faults;
        this.most = most;
    }

    /// <summary>The events of a body. What is wrong is added to the faults; then the events are of no use.</summary>
    /// <param name="body">The body.</param>
    /// <param name="check">The rules; adds to the same faults.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="most">Events a body may hold.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static List<LiveEvent> Read(ReadOnlySequence<byte> body, EventCheck check, List<KuajieException> faults, int most)
    {
        var reader = new EventReader(body, check, faults, most);
        var events = new List<LiveEvent>();
        reader.ReadBody(events);
        return events;
    }

    private void ReadBody(List<LiveEvent> events)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Add("$", "wrong-type", "NotAnObject");
            return;
        }
        var fields = new EventFields();
        var isBatch = false;
        var members = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            members++;
            if (Name() == "events")
            {
                isBatch = true;
                json.Read();
                ReadBatch(events);
            }
            else
            {
                ReadMember(ref fields, "");
            }
        }
        // Nothing but white space may follow.
        json.Read();
        if (!isBatch)
        {
            Check(fields, "", events);
        }
        else if (members > 1)
        {
            Add("events", "unknown-member", "EventsAlone");
        }
    }

    private void ReadBatch(List<LiveEvent> events)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            Add("events", "wrong-type", "EventsNotAList");
            json.Skip();
            return;
        }
        var index = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (index < most)
            {
                ReadEvent($"events[{index}]", events);
            }
            else
            {
                json.Skip();
            }
            index++;
        }
        if (index == 0 || index > most)
        {
            Add("events", "wrong-batch-size", "WrongBatchSize", index, most);
        }
    }

    private void ReadEvent(string where, List<LiveEvent> events)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Add(where, "wrong-type", "NotAnObject");
            json.Skip();
            return;
        }
        var fields = new EventFields();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref fields, where);
        }
        Check(fields, where, events);
    }

    private readonly void Check(in EventFields fields, string where, List<LiveEvent> events)
    {
        if (check.Check(fields, where) is { } sound)
        {
            events.Add(sound);
        }
    }

    private void ReadMember(ref EventFields fields, string where)
    {
        switch (Name())
        {
            case "event":
                fields.EventId = Text(where, "event");
                break;
            case "item":
                fields.ItemId = Text(where, "item");
                break;
            case "kind":
                fields.Kind = Text(where, "kind");
                break;
            case "user":
                fields.UserId = Text(where, "user");
                break;
            case "session":
                fields.SessionId = Text(where, "session");
                break;
            case "at":
                fields.At = Text(where, "at");
                break;
            case "list":
                fields.ListId = Text(where, "list");
                break;
            case "value":
                fields.Value = Number(where);
                break;
            case var unknown:
                PassOver(where, unknown);
                break;
        }
    }

    /// <summary>The member's name, without making a text of a known one.</summary>
    private readonly string Name()
    {
        if (!json.ValueIsEscaped)
        {
            foreach (var name in Members)
            {
                if (json.ValueTextEquals(name))
                {
                    return name;
                }
            }
        }
        return TryText() ?? "?";
    }

    /// <summary>The text, or null where its bytes or escapes are no Unicode.</summary>
    private readonly string? TryText()
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string? Text(string where, string member)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (json.TokenType != JsonTokenType.String)
        {
            Add(EventCheck.Place(where, member), "wrong-type", "NotAText");
            json.Skip();
            return "?";
        }
        // The check refuses the replacement character by name.
        return TryText() ?? "\ufffd";
    }

    private double? Number(string where)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }
        Add(EventCheck.Place(where, "value"), "wrong-type", "NotANumber");
        json.Skip();
        return null;
    }

    private void PassOver(string where, string name)
    {
        name = name.Length <= 60 ? name : name[..60] + "…";
        Add(EventCheck.Place(where, name), "unknown-member", "UnknownMember", name);
        json.Read();
        json.Skip();
    }

    private readonly void Add(string where, string code, string key, params ReadOnlySpan<object?> arguments)
    {
        if (faults.Count < EventEndpoints.MostFaults)
        {
            faults.Add(EventTexts.FaultAt(where, code, key, arguments));
        }
    }
}
