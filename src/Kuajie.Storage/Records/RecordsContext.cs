using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Messages;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>
/// Maps the platform's records to tables. The tables themselves are made by <see cref="RecordsMigrations"/>; a test compares the two. Times are kept as
/// ISO 8601 text in UTC, which sorts and reads the same on every engine.
/// </summary>
public sealed class RecordsContext(DbContextOptions options) : DbContext(options)
{
    internal DbSet<Party> Parties => Set<Party>();

    internal DbSet<Domain> Domains => Set<Domain>();

    internal DbSet<Link> Links => Set<Link>();

    internal DbSet<ImportRecord> Imports => Set<ImportRecord>();

    internal DbSet<ModelVersion> ModelVersions => Set<ModelVersion>();

    internal DbSet<Promotion> Promotions => Set<Promotion>();

    internal DbSet<Partnership> Partnerships => Set<Partnership>();

    internal DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    internal DbSet<Person> People => Set<Person>();
    internal DbSet<Scene> Scenes => Set<Scene>();

    internal DbSet<Segment> Segments => Set<Segment>();

    internal DbSet<RecordedResponseModel> ResponseModels => Set<RecordedResponseModel>();

    internal DbSet<Workbook> Workbooks => Set<Workbook>();

    internal DbSet<Experiment> Experiments => Set<Experiment>();

    internal DbSet<ExperimentHoldout> ExperimentHoldouts => Set<ExperimentHoldout>();

    internal DbSet<Campaign> Campaigns => Set<Campaign>();

    internal DbSet<CampaignSwitch> CampaignSwitches => Set<CampaignSwitch>();

    internal DbSet<PromotionRefusal> PromotionRefusals => Set<PromotionRefusal>();

    internal DbSet<Decision> Decisions => Set<Decision>();

    internal DbSet<DecisionOutcome> DecisionOutcomes => Set<DecisionOutcome>();

    internal DbSet<Offer> Offers => Set<Offer>();

    internal DbSet<OfferCode> OfferCodes => Set<OfferCode>();

    internal DbSet<SlotHour> SlotHours => Set<SlotHour>();

    internal DbSet<SlotVisit> SlotVisits => Set<SlotVisit>();

    internal DbSet<CampaignPass> CampaignPasses => Set<CampaignPass>();

    internal DbSet<RecordedForecast> Forecasts => Set<RecordedForecast>();

    internal DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();

    internal DbSet<Message> Messages => Set<Message>();

    internal DbSet<MessageDelivery> Deliveries => Set<MessageDelivery>();

    internal DbSet<LiveEventReminder> Reminders => Set<LiveEventReminder>();

    internal DbSet<RecordedActivity> Activities => Set<RecordedActivity>();
    internal DbSet<RecordedUpload> Uploads => Set<RecordedUpload>();

    internal DbSet<PseudonymisedDomain> PseudonymisedDomains => Set<PseudonymisedDomain>();

    internal DbSet<RecordedRun> TrainingRuns => Set<RecordedRun>();

    internal DbSet<RecordedAudienceRun> AudienceRuns => Set<RecordedAudienceRun>();

    internal DbSet<RecordedTagMapping> TagMappings => Set<RecordedTagMapping>();

    internal DbSet<RecordedSchedule> TrainingSchedules => Set<RecordedSchedule>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<ulong>().HaveConversion<string>();
        configurationBuilder.Properties<IReadOnlyList<string>>().HaveConversion<StringListConverter, StringListComparer>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Party>().ToTable("party").HasKey(party => party.PartyId);
        modelBuilder.Entity<Domain>().ToTable("domain").HasKey(domain => domain.Name);
        modelBuilder
            .Entity<Link>()
            .ToTable("link")
            .HasKey(link => new
            {
                link.FirstDomain,
                link.SecondDomain,
                link.FirstUser,
                link.SecondUser,
            });
        modelBuilder.Entity<ImportRecord>().ToTable("import").HasKey(import => import.ImportId);
        modelBuilder.Entity<ModelVersion>().ToTable("model_version").HasKey(version => version.VersionId);
        modelBuilder.Entity<Promotion>().ToTable("promotion").HasKey(promotion => promotion.PromotionId);
        modelBuilder.Entity<Partnership>().ToTable("partnership").HasKey(partnership => partnership.PartnershipId);
        modelBuilder.Entity<RecordedUpload>().ToTable("uploaded_import").HasKey(import => import.ImportId);
        modelBuilder.Entity<PseudonymisedDomain>().ToTable("pseudonymised_domain").HasKey(domain => domain.Domain);
        modelBuilder.Entity<RecordedRun>().ToTable("training_run").HasKey(run => run.RunId);
        modelBuilder.Entity<RecordedAudienceRun>().ToTable("audience_run").HasKey(run => run.RunId);
        modelBuilder.Entity<RecordedSchedule>().ToTable("training_schedule").HasKey(schedule => schedule.ScheduleId);
        modelBuilder.Entity<Person>().ToTable("person").HasKey(person => person.PersonId);
        modelBuilder.Entity<Person>().Ignore(person => person.IsActive);
        modelBuilder.Entity<ApiKey>().ToTable("api_key").HasKey(key => key.KeyId);
        modelBuilder.Entity<RecordedTagMapping>().ToTable("tag_mapping").HasKey(mapping => mapping.PartnershipId);
        modelBuilder.Entity<Scene>().ToTable("scene").HasKey(scene => new { scene.Domain, scene.Name });
        modelBuilder.Entity<Segment>().ToTable("segment").HasKey(segment => new { segment.Domain, segment.Name });
        modelBuilder.Entity<RecordedResponseModel>().ToTable("response_model").HasKey(model => new { model.Domain, model.Name });
        modelBuilder
            .Entity<Workbook>()
            .ToTable("workbook")
            .HasKey(workbook => new
            {
                workbook.Domain,
                workbook.Kind,
                workbook.Name,
            });
        modelBuilder.Entity<Experiment>().ToTable("experiment").HasKey(experiment => new { experiment.Domain, experiment.Name });
        modelBuilder.Entity<ExperimentHoldout>().ToTable("experiment_holdout").HasKey(holdout => holdout.Domain);
        modelBuilder.Entity<Campaign>().ToTable("campaign").HasKey(campaign => campaign.CampaignId);
        modelBuilder.Entity<CampaignSwitch>().ToTable("campaign_switch").HasKey(each => new { each.Domain, each.Partner });
        modelBuilder.Entity<PromotionRefusal>().ToTable("promotion_refusal").HasKey(refusal => new { refusal.Domain, refusal.UserId });
        modelBuilder.Entity<Decision>().ToTable("campaign_decision").HasKey(decision => decision.DecisionId);
        modelBuilder.Entity<DecisionOutcome>().ToTable("campaign_outcome").HasKey(outcome => new { outcome.DecisionId, outcome.Kind });
        modelBuilder.Entity<Offer>().ToTable("offer").HasKey(offer => new { offer.CampaignId, offer.Name });
        modelBuilder.Entity<OfferCode>().ToTable("offer_code").HasKey(code => code.Code);
        modelBuilder
            .Entity<SlotHour>()
            .ToTable("slot_hour")
            .HasKey(each => new
            {
                each.Domain,
                each.Slot,
                each.Hour,
            });
        modelBuilder
            .Entity<SlotVisit>()
            .ToTable("slot_visit")
            .HasKey(each => new
            {
                each.Domain,
                each.Slot,
                each.Day,
                each.Unit,
            });
        modelBuilder
            .Entity<CampaignPass>()
            .ToTable("campaign_pass")
            .HasKey(each => new
            {
                each.CampaignId,
                each.Day,
                each.Reason,
            });
        modelBuilder.Entity<RecordedForecast>().ToTable("campaign_forecast").HasKey(forecast => forecast.CampaignId);
        modelBuilder.Entity<WebhookEndpoint>().ToTable("webhook_endpoint").HasKey(endpoint => endpoint.EndpointId);
        modelBuilder.Entity<Message>().ToTable("message").HasKey(message => message.MessageId);
        modelBuilder.Entity<MessageDelivery>().ToTable("message_delivery").HasKey(delivery => delivery.DeliveryId);
        modelBuilder
            .Entity<LiveEventReminder>()
            .ToTable("live_event_reminder")
            .HasKey(reminder => new
            {
                reminder.CampaignId,
                reminder.LiveEvent,
                reminder.Domain,
                reminder.UserId,
            });
        modelBuilder.Entity<RecordedActivity>().ToTable("activity").HasKey(line => line.Number);
        modelBuilder.Entity<Domain>().HasOne<Party>().WithMany().HasForeignKey(domain => domain.PartyId);
        modelBuilder.Entity<Promotion>().HasOne<ModelVersion>().WithMany().HasForeignKey(promotion => promotion.VersionId);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }
        }
    }

    private static string SnakeCase(string name) =>
        string.Concat(
            name.Select(
                (letter, index) => char.IsUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()
            )
        );
}
