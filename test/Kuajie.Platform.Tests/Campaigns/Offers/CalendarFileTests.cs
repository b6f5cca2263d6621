using System.Text;
using CsCheck;
using Kuajie.Platform.Campaigns.Offers;

namespace Kuajie.Platform.Tests.Campaigns.Offers;

public sealed class CalendarFileTests
{
    private const string Letters = "ab ,;\\\n观马跑é";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 20, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Of_AnEvent_IsTheFileByHand() =>
        Assert.Equal(
            string.Join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Kuajie//Campaigns//EN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:c-qa@kuajie",
                "DTSTAMP:20260301T120000Z",
                "DTSTART:20260302T120000Z",
                "DTEND:20260302T133000Z",
                @"SUMMARY:Questions\, answers\; more",
                @"DESCRIPTION:One\nTwo \\ three",
                "URL:https://example.org/a,b",
                "END:VEVENT",
                "END:VCALENDAR",
                ""
            ),
            CalendarFile.Of(
                "c-qa@kuajie",
                "Questions, answers; more",
                "One\r\nTwo \\ three",
                "https://example.org/a,b",
                Start,
                Start.AddMinutes(90),
                Start.AddDays(-1)
            )
        );

    /// <summary>Whatever the words: no line above 75 octets, no character cut, and unfolding and unescaping gives the words back.</summary>
    [Fact]
    public void Of_AnyWords_FoldsAndGivesThemBack() =>
        Gen.Int[0, Letters.Length - 1]
            .Select(letter => Letters[letter])
            .Array[1, 300]
            .Select(letters => new string(letters) + "😀")
            .Sample(words =>
            {
                var file = CalendarFile.Of("id", words, "", null, Start, Start.AddHours(1), Start);

                Assert.EndsWith("\r\n", file, StringComparison.Ordinal);
                Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
                Assert.DoesNotContain("\uFFFD", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(file)), StringComparison.Ordinal);
                var summary = file.Replace("\r\n ", "", StringComparison.Ordinal)
                    .Split("\r\n")
                    .Single(line => line.StartsWith("SUMMARY:", StringComparison.Ordinal));
                Assert.Equal(words, Unescaped(summary["SUMMARY:".Length..]));
            });

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (var place = 0; place < text.Length; place++)
        {
            plain.Append(
                text[place] != '\\' ? text[place]
                : text[++place] == 'n' ? '\n'
                : text[place]
            );
        }
        return plain.ToString();
    }
}
