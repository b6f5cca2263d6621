using CsCheck;
using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Tests.Campaigns.Decisions;

/// <summary>Money against a plain twin that knows no concurrency, no store and no cache: whatever happens in whatever order.</summary>
public sealed class BudgetPropertyTests
{
    private static readonly Gen<CampaignDefinition> Definitions = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[1, 3000],
        Gen.Int[1, 60],
        Gen.Int[0, 40],
        Gen.Int[0, 2],
        Gen.Int[0, 3],
        Gen.Int[0, 4],
        (model, price, budget, cap, pacing, aDay, inAll) =>
        {
            var priced = CampaignWorld.Plain with
            {
                PriceModel = (CampaignPriceModel)model,
                PriceMinorUnits = model == 0 ? price : 1 + (price % 15),
            };
            var most = CampaignPrice.Of(priced).MostOfOne;
            var common = priced with
            {
                BudgetMinorUnits = most + budget,
                DailyCapMinorUnits = cap == 0 ? null : most + cap,
                Pacing = (PacingKind)pacing,
                MostPerUserADay = aDay == 0 ? null : aDay,
                MostPerUser = inAll == 0 ? null : inAll,
            };
            return priced.PriceModel == CampaignPriceModel.FixedFee
                ? common with
                {
                    BudgetMinorUnits = priced.PriceMinorUnits,
                    DailyCapMinorUnits = null,
                    Pacing = PacingKind.AsFast,
                }
                : common;
        }
    );

    private static readonly Gen<(int What, int Number)[]> Steps = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 1000]).Array[5, 60];

    [Fact]
    public void Money_AnyOrderOfAnything_IsThatOfThePlainTwin() =>
        Gen.Select(Definitions, Steps)
            .Sample((definition, steps) => RunAsync(definition, steps).GetAwaiter().GetResult(), iter: 400, threads: 1);

    private static async Task RunAsync(CampaignDefinition definition, (int What, int Number)[] steps)
    {
        await using var world = new CampaignWorld();
        var campaign = world.Run(definition);
        world.Clock.SetUtcNow(CampaignWorld.Start);
        var twin = new Twin(definition);
        var asked = new List<(string User, string Request, DecisionAnswer Answer)>();
        foreach (var (what, number) in steps)
        {
            var now = world.Clock.GetUtcNow();
            switch (what)
            {
                case <= 4:
                    var (user, request) = ($"u{number % 5}", $"r{asked.Count}");
                    var answer = await world.AskAsync(user, request);
                    Assert.Equal(twin.Show(user, now), answer.Decision?.AmountMinorUnits);
                    asked.Add((user, request, answer));
                    break;
                case 5 when asked.Count > 0:
                    var (who, repeated, before) = asked[number % asked.Count];
                    if (before.Decision is not null)
                    {
                        Assert.Equal(before.Decision, (await world.AskAsync(who, repeated)).Decision);
                    }
                    break;
                case 6 or 7 when asked.Count > 0 && asked[number % asked.Count].Answer.Decision is { } decision:
                    var kind = what == 6 ? InteractionKind.Click : InteractionKind.Purchase;
                    world.Happened(decision.DecisionId, kind);
                    twin.Came(decision, kind == InteractionKind.Click ? CampaignPriceModel.PerClick : CampaignPriceModel.PerAction, now);
                    break;
                case 8:
                    world.Clock.AdjustTime(now.AddHours(number % 40));
                    break;
                case 9:
                    world.Clock.AdjustTime(now.AddHours(-(number % 30)));
                    break;
                case 10:
                    await world.RestartAsync();
                    twin.Restart();
                    break;
                case 11:
                    world.Store.NextFault = new KuajieException("store-full", "f", "e", "c");
                    if (await Record.ExceptionAsync(() => world.AskAsync($"u{number % 5}")) is null)
                    {
                        // Nothing was to be shown, so nothing was written.
                        Assert.Null(twin.Show($"u{number % 5}", now));
                        world.Store.NextFault = null;
                    }
                    else
                    {
                        twin.Failed($"u{number % 5}", now);
                    }
                    break;
            }
            var delivery = world.Decisions.DeliveryOf(campaign);
            Assert.Equal((twin.Spent, 0), (delivery.SpentMinorUnits, delivery.HeldMinorUnits));
            Assert.InRange(delivery.SpentMinorUnits, 0, definition.BudgetMinorUnits);
            Assert.All(
                delivery.Counts.GroupBy(each => each.Day),
                day => Assert.InRange(day.Sum(each => each.SpentMinorUnits), 0, definition.DailyCapMinorUnits ?? long.MaxValue)
            );
        }
    }

    /// <summary>The rules as one would write them on paper.</summary>
    private sealed class Twin(CampaignDefinition definition)
    {
        private readonly List<(DateTimeOffset Day, long Amount)> spent = [];
        private readonly List<(string User, DateTimeOffset Day, DateTimeOffset CountedFor)> seen = [];
        private readonly Dictionary<string, DateTimeOffset> lastDay = [];
        private readonly HashSet<(string, CampaignPriceModel)> came = [];
        private decimal highest;

        public long Spent => spent.Sum(each => each.Amount);

        /// <summary>What an impression costs, or null where there is none.</summary>
        public long? Show(string user, DateTimeOffset now)
        {
            if (!Look(now))
            {
                return null;
            }
            var day = Day(now);
            var counted = Counted(user, day);
            var own = seen.Where(each => each.User == user).ToArray();
            if (
                own.Length >= (definition.MostPerUser ?? int.MaxValue)
                || own.Count(each => each.CountedFor == counted) >= (definition.MostPerUserADay ?? int.MaxValue)
            )
            {
                return null;
            }
            var price = definition.PriceModel switch
            {
                CampaignPriceModel.PerThousand => (long)Math.Ceiling(definition.PriceMinorUnits / 1000m),
                CampaignPriceModel.FixedFee => 0,
                _ => definition.PriceMinorUnits,
            };
            if (price > Math.Min(definition.BudgetMinorUnits, (long)highest) - Spent || price > LeftOf(day))
            {
                return null;
            }
            seen.Add((user, day, counted));
            lastDay[user] = counted;
            var amount = definition.PriceModel switch
            {
                CampaignPriceModel.PerThousand => Sum(seen.Count) - Sum(seen.Count - 1),
                CampaignPriceModel.FixedFee => seen.Count == 1 ? definition.PriceMinorUnits : 0,
                _ => 0,
            };
            spent.Add((day, amount));
            return amount;
        }

        public void Came(Decision decision, CampaignPriceModel what, DateTimeOffset now)
        {
            if (
                came.Add((decision.DecisionId, what))
                && what == definition.PriceModel
                && now < definition.EndsAt
                && now - decision.At <= TimeSpan.FromDays(definition.AttributionDays)
                && definition.PriceMinorUnits <= definition.BudgetMinorUnits - Spent
                && definition.PriceMinorUnits <= LeftOf(Day(now))
            )
            {
                spent.Add((Day(now), definition.PriceMinorUnits));
            }
        }

        /// <summary>An impression that was not written.</summary>
        public void Failed(string user, DateTimeOffset now)
        {
            Look(now);
            if (seen.Any(each => each.User == user))
            {
                lastDay[user] = Counted(user, Day(now));
            }
        }

        /// <summary>In memory is only what can be read again.</summary>
        public void Restart()
        {
            highest = 0;
            lastDay.Clear();
            for (var place = 0; place < seen.Count; place++)
            {
                var (user, day, _) = seen[place];
                seen[place] = (user, day, day);
                lastDay[user] = Counted(user, day);
            }
        }

        /// <summary>Somebody asked at a moment: what was allowed then stays allowed. Whether it is within the window.</summary>
        private bool Look(DateTimeOffset now)
        {
            if (now < definition.StartsAt || now >= definition.EndsAt)
            {
                return false;
            }
            var (elapsed, length) = ((decimal)(now - definition.StartsAt).Ticks, (decimal)(definition.EndsAt - definition.StartsAt).Ticks);
            var allowed = definition.Pacing switch
            {
                PacingKind.AsFast => definition.BudgetMinorUnits,
                PacingKind.Ahead => Math.Min(
                    definition.BudgetMinorUnits,
                    Math.Floor(definition.BudgetMinorUnits * elapsed * 5 / (length * 4))
                ),
                _ => Math.Floor(definition.BudgetMinorUnits * elapsed / length),
            };
            highest = Math.Max(highest, allowed);
            return true;
        }

        private DateTimeOffset Counted(string user, DateTimeOffset day) =>
            lastDay.TryGetValue(user, out var last) && last > day ? last : day;

        private long LeftOf(DateTimeOffset day) =>
            (definition.DailyCapMinorUnits ?? long.MaxValue) - spent.Where(each => each.Day == day).Sum(each => each.Amount);

        private long Sum(int impressions) => (long)Math.Floor(impressions * definition.PriceMinorUnits / 1000m);

        private static DateTimeOffset Day(DateTimeOffset moment) => new(moment.UtcDateTime.Date, TimeSpan.Zero);
    }
}
