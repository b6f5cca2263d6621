using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience profile</c>: what is known of a user, and why.</summary>
internal sealed class AudienceProfileCommand : Verb
{
    private const int MostPrinted = 5;
    private readonly AudienceOptions options = new();
    private readonly Option<string> user = new("--user")
    {
        Description = AudienceVerbTexts.UserOption,
        HelpName = "ID",
        Required = true,
    };

    public override string Name => "profile";

    public override string Description => AudienceVerbTexts.ProfileDescription;

    public override string Example => "kuajie audience profile --domain knowledge --user u1024 --time-zone Asia/Shanghai";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(user);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "audience profile", context.Clock);
        var domain = options.DomainOf(context, workspace);
        var profiles = options.Profiles(context, workspace);
        var zone = profiles.ZoneOf(domain).Id;
        var profile =
            profiles.Profile(domain, context.Value(user)!)
            ?? throw AudienceVerbTexts.Source.Fault("unknown-user", "UnknownUser", isUsage: true, arguments: [domain]);
        var segments = options.Segments(context, workspace).OfUser(domain, profile).Select(segment => segment.Name).ToArray();
        return Task.FromResult(new VerbOutcome(Document(profile, segments, zone), console => Print(console, profile, segments, zone)));
    }

    private static object Document(UserProfile profile, IReadOnlyList<string> segments, string timeZone) =>
        new
        {
            user = profile.UserId,
            profile.At,
            profile.First,
            profile.Last,
            profile.Events,
            profile.ActiveDays,
            timeZone,
            why = profile.WhyActivity.ToString(),
            money = profile.Money.Select(pair => new
            {
                currency = pair.Key,
                pair.Value.MinorUnits,
                pair.Value.Purchases,
            }),
            tags = Preferences(profile.Tags),
            categories = Preferences(profile.Categories),
            formats = Preferences(profile.Formats),
            hours = Preferences(profile.Hours),
            weekdays = Preferences(profile.Weekdays),
            prices = profile.Prices is { } prices
                ? new
                {
                    prices.Currency,
                    prices.LowMinorUnits,
                    prices.MedianMinorUnits,
                    prices.HighMinorUnits,
                    prices.Level,
                    why = prices.Why.ToString(),
                }
                : null,
            stage = new
            {
                profile.Stage.Name,
                profile.Stage.Survival,
                profile.Stage.RhythmDays,
                why = profile.Stage.Why.ToString(),
            },
            churn = profile.Churn is { } churn
                ? new
                {
                    churn.Risk,
                    churn.ExpectedDays,
                    why = churn.Why.ToString(),
                }
                : null,
            segments,
        };

    private static IEnumerable<object> Preferences(IReadOnlyList<Preference> preferences) =>
        preferences.Select(each => new
        {
            each.Name,
            each.Share,
            each.Low,
            each.High,
            each.BaseRate,
            each.Confidence,
            why = each.Why.ToString(),
        });

    private static void Print(IAnsiConsole console, UserProfile profile, IReadOnlyList<string> segments, string timeZone)
    {
        console.Line(profile.WhyActivity.ToString());
        console.Line(profile.Stage.Why.ToString());
        foreach (var line in new[] { profile.Churn?.Why, profile.Prices?.Why })
        {
            if (line is not null)
            {
                console.Line(line.ToString());
            }
        }
        console.Line(AudienceVerbTexts.InSegments(segments));
        console.Line(AudienceVerbTexts.Source.Format("CountedIn", timeZone));
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(
                AudienceVerbTexts.NameColumn,
                AudienceVerbTexts.ShareColumn,
                AudienceVerbTexts.ConfidenceColumn,
                AudienceVerbTexts.WhyColumn
            );
        foreach (
            var each in profile
                .Tags.Take(MostPrinted)
                .Concat(profile.Formats.Take(MostPrinted))
                .Concat(profile.Weekdays.Take(2))
                .Concat(profile.Hours.Take(2))
        )
        {
            table.AddRow(
                PlainLines.Cell(each.Name),
                PlainLines.Cell(PlainLines.Percent(each.Share)),
                PlainLines.Cell(each.Confidence.ToString("0.00", CultureInfo.InvariantCulture)),
                PlainLines.Cell(each.Why.ToString())
            );
        }
        console.Write(table);
    }
}
