using System.Globalization;
using System.Text;

namespace Kuajie.Platform.Campaigns.Offers;

/// <summary>An event as calendar programs take it (RFC 5545): lines end in CR LF, are folded at 75 octets between characters, texts are escaped, times are in UTC.</summary>
public static class CalendarFile
{
    private const int MostOctets = 75;

    /// <summary>The file's text.</summary>
    /// <param name="id">What names the event for ever: a calendar that has it replaces it.</param>
    /// <param name="title">Its title.</param>
    /// <param name="text">What stands under it, or empty.</param>
    /// <param name="link">Where it takes place, or null.</param>
    /// <param name="startsAt">When it begins.</param>
    /// <param name="endsAt">When it ends.</param>
    /// <param name="changedAt">When it was changed last.</param>
    public static string Of(
        string id,
        string title,
        string text,
        string? link,
        DateTimeOffset startsAt,
        DateTimeOffset endsAt,
        DateTimeOffset changedAt
    )
    {
        var lines = new StringBuilder();
        Add(lines, "BEGIN:VCALENDAR");
        Add(lines, "VERSION:2.0");
        Add(lines, "PRODID:-//Kuajie//Campaigns//EN");
        Add(lines, "METHOD:PUBLISH");
        Add(lines, "BEGIN:VEVENT");
        Add(lines, $"UID:{Escaped(id)}");
        Add(lines, $"DTSTAMP:{Utc(changedAt)}");
        Add(lines, $"DTSTART:{Utc(startsAt)}");
        Add(lines, $"DTEND:{Utc(endsAt)}");
        Add(lines, $"SUMMARY:{Escaped(title)}");
        if (text.Length > 0)
        {
            Add(lines, $"DESCRIPTION:{Escaped(text)}");
        }
        if (link is not null)
        {
            // A URI is no text: it is not escaped (section 3.3.13).
            Add(lines, $"URL:{link}");
        }
        Add(lines, "END:VEVENT");
        Add(lines, "END:VCALENDAR");
        return lines.ToString();
    }

    /// <summary>A text with what means something escaped (section 3.3.11).</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            switch (letter)
            {
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(letter);
                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                case var control when char.IsControl(control):
                    break;
                default:
                    escaped.Append(letter);
                    break;
            }
        }
        return escaped.ToString();
    }

    /// <summary>A line, folded so that none is longer than 75 octets and no character is cut (section 3.1).</summary>
    private static void Add(StringBuilder lines, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                lines.Append("\r\n ");
                octets = 1;
            }
            lines.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        lines.Append("\r\n");
    }

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
