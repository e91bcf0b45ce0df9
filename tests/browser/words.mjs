// The words that the generated site is made of, each in Arabic and English. Nobody and nothing in it is real but the cities.
export const SUBJECTS = [
  ['الوزراء', 'The ministers'], ['المندوبون', 'The delegates'], ['الأعضاء', 'The members'],
  ['المشاركون', 'The participants'], ['المجتمعون', 'Those present'], ['الحاضرون', 'The attendees'],
  ['رؤساء الوفود', 'The heads of delegation'], ['ممثلو الدول', 'The representatives'], ['الخبراء', 'The experts'],
  ['المديرون', 'The directors'],
];

export const VERBS = [
  ['أكد', 'ضرورة', 'stressed the need for'], ['دعا', 'إلى', 'called for'], ['ناقش', 'سبل', 'discussed ways towards'],
  ['اتفق', 'على', 'agreed on'], ['وافق', 'على', 'approved'], ['أقر', 'خطة', 'adopted a plan for'],
  ['بحث', 'كلفة', 'considered the cost of'], ['شدد', 'على أولوية', 'insisted on the priority of'],
  ['عرض', 'نتائج', 'presented the results of'], ['راجع', 'جدول', 'reviewed the schedule of'],
  ['قرر', 'تسريع', 'decided to speed up'], ['اقترح', 'معايير', 'proposed standards for'],
  ['تدارس', 'شروط', 'examined the conditions of'], ['أيد', 'مبادرة', 'backed an initiative for'],
];

export const ACTS = [
  ['توسيع', 'extending'], ['صيانة', 'maintaining'], ['تمويل', 'financing'], ['إصلاح', 'repairing'],
  ['ترميم', 'restoring'], ['تطوير', 'developing'], ['مراقبة', 'monitoring'], ['توحيد', 'unifying'],
  ['تحديث', 'updating'], ['حماية', 'protecting'], ['إنشاء', 'creating'], ['تجهيز', 'equipping'],
  ['تقييم', 'assessing'], ['تنظيم', 'regulating'], ['دعم', 'supporting'], ['تأهيل', 'upgrading'],
  ['رقمنة', 'digitising'], ['تأمين', 'securing'], ['تسجيل', 'registering'], ['فحص', 'inspecting'],
  ['مراجعة', 'revising'], ['تنسيق', 'coordinating'], ['متابعة', 'following'], ['توثيق', 'documenting'],
  ['تشغيل', 'running'], ['تصنيف', 'classifying'], ['تقاسم', 'sharing'], ['تخطيط', 'planning'],
];

export const THINGS = [
  ['شبكات الري القديمة', 'old irrigation networks'], ['السدود الصغيرة', 'small dams'], ['محطات التحلية', 'desalination plants'],
  ['الآبار المشتركة', 'shared wells'], ['خرائط المياه الجوفية', 'groundwater maps'], ['قنوات تصريف السيول', 'flood channels'],
  ['أرصفة الموانئ', 'port quays'], ['خطوط السكك الحديدية', 'railway lines'], ['معابر الشحن البري', 'road freight crossings'],
  ['ورش بناء السفن', 'shipyards'], ['إشارات الملاحة', 'navigation lights'], ['مستودعات التبريد', 'cold stores'],
  ['صوامع الحبوب', 'grain silos'], ['أسواق الخضر', 'vegetable markets'], ['مزارع الزيتون', 'olive groves'],
  ['مراعي الماشية', 'livestock pastures'], ['بنوك البذور', 'seed banks'], ['تعاونيات الصيد', 'fishing cooperatives'],
  ['المدارس الريفية', 'rural schools'], ['معاهد التدريب المهني', 'vocational institutes'], ['مكتبات الأحياء', 'neighbourhood libraries'],
  ['مناهج العلوم', 'science curricula'], ['منح الدراسات العليا', 'postgraduate grants'], ['رياض الأطفال', 'kindergartens'],
  ['العيادات المتنقلة', 'mobile clinics'], ['مخازن اللقاحات', 'vaccine stores'], ['سجلات الولادة', 'birth records'],
  ['مختبرات الأوبئة', 'epidemic laboratories'], ['سيارات الإسعاف', 'ambulances'], ['أقسام الطوارئ', 'emergency wards'],
  ['مزارع الرياح', 'wind farms'], ['الألواح الشمسية', 'solar panels'], ['خطوط نقل الكهرباء', 'power lines'],
  ['محطات الوقود', 'fuel stations'], ['عدادات الاستهلاك', 'consumption meters'], ['مشروعات الهيدروجين', 'hydrogen projects'],
  ['المتاحف الوطنية', 'national museums'], ['المخطوطات النادرة', 'rare manuscripts'], ['مواقع الآثار', 'archaeological sites'],
  ['مهرجانات المسرح', 'theatre festivals'], ['الحرف اليدوية', 'handicrafts'], ['أرشيفات الإذاعة', 'radio archives'],
  ['الغابات الجبلية', 'mountain forests'], ['محميات الطيور', 'bird reserves'], ['شواطئ السلاحف', 'turtle beaches'],
  ['مطامر النفايات', 'landfills'], ['محطات رصد الهواء', 'air stations'], ['الأحزمة الخضراء', 'green belts'],
  ['إحصاءات العمل', 'labour statistics'], ['صناديق التقاعد', 'pension funds'], ['مكاتب التشغيل', 'employment offices'],
  ['قروض المشروعات الصغيرة', 'small-business loans'], ['المعارض التجارية', 'trade fairs'], ['تعريفات الجمارك', 'customs tariffs'],
  ['كابلات الاتصال البحرية', 'submarine cables'], ['مراكز البيانات', 'data centres'], ['أقمار الرصد', 'observation satellites'],
  ['خدمات البريد', 'postal services'], ['ترددات البث', 'broadcast frequencies'], ['الهويات الرقمية', 'digital identities'],
];

export const WHERES = [
  ['في الأحواض الجبلية', 'in the mountain basins'], ['في المدن الساحلية', 'in the coastal towns'], ['في القرى النائية', 'in remote villages'],
  ['على ضفاف الأنهار', 'along the rivers'], ['في الجزر الصغيرة', 'on the small islands'], ['عند المعابر الشرقية', 'at the eastern crossings'],
  ['في السهول الداخلية', 'in the inland plains'], ['حول البحيرات المالحة', 'around the salt lakes'], ['في الأحياء المكتظة', 'in crowded districts'],
  ['في المناطق الصناعية', 'in industrial zones'], ['في أقاليم الشمال', 'in the northern provinces'], ['في واحات الجنوب', 'in the southern oases'],
  ['على الطرق الصحراوية', 'on the desert roads'], ['في الضواحي الجديدة', 'in the new suburbs'], ['في مناطق الزلازل', 'in earthquake zones'],
  ['على امتداد الخليج', 'along the gulf'], ['في الهضاب الباردة', 'on the cold plateaus'], ['في المرافئ القديمة', 'in the old harbours'],
  ['بين العواصم الكبرى', 'between the large capitals'], ['في البلدان النامية', 'in developing countries'],
];

export const WHENS = [
  ['قبل نهاية العام المقبل', 'before the end of next year'], ['خلال ثلاث سنوات', 'within three years'], ['مع بداية موسم الأمطار', 'when the rains begin'],
  ['على مرحلتين متتاليتين', 'in two steps'], ['بعد استشارة البلديات', 'after consulting the municipalities'], ['من دون رسوم إضافية', 'without further fees'],
  ['بإشراف لجنة مستقلة', 'under an independent committee'], ['وفق جدول معلن', 'by a published schedule'], ['بتمويل من المصارف الإقليمية', 'with money from regional banks'],
  ['عبر منصة موحدة', 'through one platform'], ['حسب أولويات كل دولة', 'by the priorities of each country'], ['تحت رقابة برلمانية', 'under the eyes of parliaments'],
  ['قبل انعقاد الدورة التالية', 'before the next session'], ['بالتعاون مع الجامعات', 'together with universities'], ['ضمن ميزانية محددة', 'within a fixed budget'],
  ['في أقرب فرصة ممكنة', 'at the first opportunity'], ['بعد انتهاء فترة التجربة', 'once the trial has ended'], ['طوال العقد الحالي', 'throughout the decade'],
];

export const WHYS = [
  ['حتى تصل الخدمة إلى كل أسرة', 'so that the service reaches every family'], ['كي تنخفض خسائر المواسم الجافة', 'so that dry seasons cost less'],
  ['لأن الطلب يزداد كل شهر', 'because demand grows every month'], ['لتقليل الاعتماد على الاستيراد', 'to depend less on imports'],
  ['وذلك استجابة لتقارير ميدانية', 'in answer to reports from the field'], ['منعًا لتكرار أخطاء سابقة', 'so that old mistakes are not repeated'],
  ['بما يحفظ حقوق الأجيال القادمة', 'keeping what belongs to later generations'], ['ليستفيد منها صغار المنتجين', 'so that small producers gain from it'],
  ['من أجل هواء أنظف', 'for cleaner air'], ['إذ تأخر العمل سنوات', 'since the work is years late'],
  ['رغم ارتفاع أسعار المواد', 'although materials have become dear'], ['تمهيدًا لاتفاق أوسع', 'as a step to a wider agreement'],
  ['فضلًا عن تدريب الفنيين', 'besides training technicians'], ['مع مراعاة ظروف النازحين', 'with regard to the displaced'],
  ['لضمان سلامة العاملين', 'to keep workers safe'], ['حرصًا على شفافية الإنفاق', 'for the sake of open accounts'],
];

/** Two halves of the name of a region that is nowhere. */
export const REGIONS = [
  [['سل', 'Sal'], ['بر', 'Bar'], ['نو', 'Nu'], ['كر', 'Kar'], ['مي', 'Mi'], ['دا', 'Da'], ['زر', 'Zar'], ['تل', 'Tal'], ['هي', 'Hi'], ['فر', 'Far'], ['رو', 'Ru'], ['شم', 'Sham'], ['لا', 'La'], ['جن', 'Jan'], ['وا', 'Wa']],
  [['مار', 'mar'], ['دان', 'dan'], ['زيت', 'zit'], ['كوف', 'kuf'], ['نيل', 'nil'], ['تار', 'tar'], ['بوس', 'bus'], ['ديم', 'dim'], ['راك', 'rak'], ['سول', 'sul'], ['فين', 'fin'], ['لام', 'lam'], ['جاد', 'jad'], ['هور', 'hur']],
];

/** What is counted, after a number from 11 to 99. */
export const COUNTED = ['موقعًا', 'مشروعًا', 'مركزًا', 'طلبًا', 'خبيرًا', 'عقدًا', 'مقترحًا', 'فريقًا', 'تقريرًا', 'جهازًا'];

/** Name, latitude, longitude. */
export const CITIES = [
  ['الرباط', 'Rabat', 34.0, -6.8], ['تونس', 'Tunis', 36.8, 10.2], ['القاهرة', 'Cairo', 30.0, 31.2], ['عمّان', 'Amman', 31.9, 35.9],
  ['مسقط', 'Muscat', 23.6, 58.4], ['نواكشوط', 'Nouakchott', 18.1, -15.9], ['جنيف', 'Geneva', 46.2, 6.1], ['نيروبي', 'Nairobi', -1.3, 36.8],
  ['جاكرتا', 'Jakarta', -6.2, 106.8], ['سانتياغو', 'Santiago', -33.4, -70.7], ['أوتاوا', 'Ottawa', 45.4, -75.7], ['ويلينغتون', 'Wellington', -41.3, 174.8],
];

export const TAGS = [
  ['المياه', 'Water'], ['الري', 'Irrigation'], ['السدود', 'Dams'], ['السيول', 'Floods'], ['الموانئ', 'Ports'], ['السكك الحديدية', 'Railways'],
  ['الشحن', 'Freight'], ['الملاحة', 'Navigation'], ['الحبوب', 'Grain'], ['الزراعة', 'Farming'], ['المراعي', 'Pastures'], ['مصايد الأسماك', 'Fisheries'],
  ['المدارس', 'Schools'], ['التدريب المهني', 'Vocational training'], ['المكتبات', 'Libraries'], ['البحث العلمي', 'Research'], ['العيادات', 'Clinics'],
  ['اللقاحات', 'Vaccines'], ['الأوبئة', 'Epidemics'], ['الإسعاف', 'Ambulances'], ['طاقة الرياح', 'Wind power'], ['الطاقة الشمسية', 'Solar power'],
  ['الكهرباء', 'Electricity'], ['الوقود', 'Fuel'], ['المتاحف', 'Museums'], ['المخطوطات', 'Manuscripts'], ['الآثار', 'Archaeology'], ['المسرح', 'Theatre'],
  ['الغابات', 'Forests'], ['المحميات الطبيعية', 'Nature reserves'], ['النفايات', 'Waste'], ['نوعية الهواء', 'Air quality'], ['العمل', 'Labour'],
  ['التقاعد', 'Pensions'], ['التجارة', 'Trade'], ['الجمارك', 'Customs'], ['الاتصالات', 'Telecommunications'], ['البريد', 'Post'],
  ['البث الإذاعي والتلفزيوني العابر للحدود', 'Cross-border radio and television broadcasting'], ['الإحصاء', 'Statistics'],
];
