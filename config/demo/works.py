"""What is worked on: forty projects and what came of them. The story (config/demo/story.py) gives them dates and money."""
from typing import NamedTuple


class Work(NamedTuple):
    """A project: lead, partners, kind, budget in yuan, and how it ends in the story."""

    en: str
    zh: str
    lead: str
    partners: tuple[str, ...]
    kind: str
    budget: int
    fate: str  # draft, in_approval, signed, running, late, suspended, closing, closed, ended_early
    results: tuple[tuple[str, str, str], ...] = ()  # (kind of asset, en, zh)
    funder: str = ""  # a public body that brings a fifth of the budget


P, K, S, D, M = "patent", "know_how", "software", "data_set", "trained_model"
WORKS = (
    Work("Sodium-ion cells for grid storage", "电网储能钠离子电池", "linhai", ("haoyuan", "yingcai"), "cooperative", 4_800_000, "running", (
        (P, "Hard-carbon anode with graded pores", "梯度孔硬碳负极"), (P, "Electrolyte additive for low temperature", "低温电解液添加剂"), (D, "Cycling data of 200 pouch cells", "二百支软包电芯循环数据")), funder="kechuang"),
    Work("Thermal model of pouch cells", "软包电芯热模型", "linhai", ("haoyuan",), "commissioned", 900_000, "late", (
        (S, "Pouch cell thermal simulator", "软包电芯热仿真软件"), (P, "Cell with internal heat paths", "电芯热管理结构"))),
    Work("Composite separator, scale-up", "复合隔膜放大工艺", "linhai", ("qingyue",), "cooperative", 1_260_000, "running", (
        (P, "Ceramic-coated composite separator", "陶瓷涂覆复合隔膜"), (K, "Slot-die coating window", "狭缝涂布工艺窗口"))),
    Work("Battery life data commons", "电池寿命数据共享", "linhai", ("yingcai",), "cooperative", 640_000, "running", (
        (D, "Open ageing data of lithium cells", "锂电池老化数据集"),), funder="kechuang"),
    Work("Recycling of cathode waste", "正极废料循环利用", "linhai", ("beizhou",), "commissioned", 2_100_000, "running", (
        (P, "Selective leaching of lithium", "锂的选择性浸出方法"),)),
    Work("Solid electrolyte by tape casting", "流延法固态电解质", "linhai", ("haoyuan", "qingyue"), "cooperative", 3_200_000, "closed", (
        (P, "Thin garnet electrolyte film", "石榴石型电解质薄膜"), (P, "Sintering aid for garnet films", "石榴石薄膜烧结助剂"), (K, "Tape casting recipe", "流延配方")), funder="kechuang"),
    Work("Coating defects seen by learning", "涂布缺陷智能检测", "linhai", ("qingyue",), "commissioned", 780_000, "closed", (
        (M, "Coating defect detector", "涂布缺陷检测模型"), (S, "Inspection line software", "在线检测软件"))),
    Work("State of health from impedance", "阻抗法电池健康评估", "linhai", ("haoyuan",), "service", 360_000, "closed", (
        (S, "Impedance health estimator", "阻抗健康评估软件"),)),
    Work("Advice on a pilot dry-room", "中试干燥房咨询", "linhai", ("haoyuan",), "consulting", 120_000, "closed"),
    Work("Silicon anode binder", "硅负极粘结剂", "linhai", ("qingyue", "yingcai"), "cooperative", 1_900_000, "ended_early", (
        (K, "Self-healing binder synthesis", "自修复粘结剂合成"),)),
    Work("Second life of traction batteries", "动力电池梯次利用", "linhai", ("beizhou",), "cooperative", 1_450_000, "suspended"),
    Work("Fast charging protocol", "快速充电策略", "linhai", ("haoyuan",), "commissioned", 980_000, "closing", (
        (P, "Charging by anode potential", "基于负极电位的充电方法"),)),
    Work("Gas sensing in storage containers", "储能舱气体传感", "linhai", ("haoyuan",), "commissioned", 560_000, "signed"),
    Work("Aluminium foil current collector", "铝箔集流体", "linhai", ("qingyue",), "cooperative", 1_100_000, "in_approval"),
    Work("Digital twin of a coating line", "涂布线数字孪生", "linhai", ("qingyue",), "commissioned", 1_350_000, "draft"),
    Work("Additives for the Nordic winter", "北欧低温添加剂", "linhai", ("norrbatt",), "commissioned", 1_600_000, "running", (
        (P, "Electrolyte for minus forty degrees", "零下四十度电解液"),)),
    Work("Gripper for soft fruit", "柔性水果夹爪", "yunmeng", ("ruilan",), "cooperative", 1_700_000, "running", (
        (P, "Pneumatic gripper with shape memory", "形状记忆气动夹爪"), (S, "Grasp planning library", "抓取规划软件库"))),
    Work("Welding seam tracking", "焊缝跟踪", "yunmeng", ("ruilan",), "commissioned", 850_000, "closed", (
        (P, "Seam tracking by structured light", "结构光焊缝跟踪方法"), (M, "Seam segmentation model", "焊缝分割模型"))),
    Work("Exoskeleton for nurses", "护理外骨骼", "yunmeng", ("ruilan",), "cooperative", 2_300_000, "late", (
        (P, "Passive hip exoskeleton", "被动髋关节外骨骼"),), funder="kechuang"),
    Work("Robot cell for battery dismantling", "电池拆解机器人单元", "yunmeng", ("beizhou", "ruilan"), "cooperative", 2_900_000, "running", (
        (P, "Tool changer for battery packs", "电池包拆解换刀装置"), (D, "Images of 3,000 battery packs", "三千电池包图像集"))),
    Work("Tactile skin", "触觉皮肤", "yunmeng", ("ruilan", "yingcai"), "cooperative", 1_200_000, "in_approval"),
    Work("Vibration test of gearboxes", "减速器振动测试", "yunmeng", ("ruilan",), "service", 240_000, "closed"),
    Work("Enzyme for cellulose", "纤维素酶", "yunmeng", ("heguang",), "commissioned", 740_000, "ended_early", (
        (P, "Heat-stable cellulase", "耐热纤维素酶"),)),
    Work("Safe speech interface for machines", "机器安全语音接口", "yunmeng", ("ruilan",), "commissioned", 460_000, "draft"),
    Work("Drought-hardy wheat line", "抗旱小麦品系", "beichen", ("heguang",), "cooperative", 2_400_000, "running", (
        ("plant_variety", "Beichen Wheat 7", "北辰麦7号"), (P, "Marker for root depth", "根深分子标记"))),
    Work("Seed counting by camera", "种子图像计数", "beichen", ("heguang",), "commissioned", 320_000, "closed", (
        (S, "Seed counter", "种子计数软件"), (M, "Seed recognition model", "种子识别模型"))),
    Work("Low-salt soy fermentation", "低盐酱油发酵", "beichen", ("heguang",), "commissioned", 680_000, "closed", (
        (P, "Two-stage low-salt fermentation", "两段式低盐发酵方法"), (K, "Starter culture handling", "发酵剂制备"))),
    Work("Greenhouse control by plant signals", "植物信号温室控制", "beichen", ("ruilan", "heguang"), "cooperative", 1_500_000, "late"),
    Work("Shelf life of cut fruit", "鲜切水果保鲜", "beichen", ("heguang",), "service", 180_000, "closed", (
        ("trademark", "XIANYI", "鲜颐"),)),
    Work("Soil sensor field trial", "土壤传感器田间试验", "beichen", ("ruilan",), "service", 210_000, "signed"),
    Work("Rice straw boards", "稻秸板材", "beichen", ("beizhou",), "cooperative", 900_000, "suspended"),
    Work("Advice on cold chains", "冷链咨询", "beichen", ("heguang",), "consulting", 95_000, "closed"),
    Work("Cathode coating by atomic layers", "正极原子层包覆", "yingcai", ("haoyuan",), "commissioned", 1_850_000, "running", (
        (P, "Rotary reactor for powder coating", "粉体包覆旋转反应器"), ("ic_layout", "Dosing controller chip", "计量控制芯片"))),
    Work("Reference cells for laboratories", "实验室标准电芯", "yingcai", ("linhai",), "cooperative", 530_000, "running", (
        (D, "Inter-laboratory comparison 2025", "实验室间比对数据"),)),
    Work("Corrosion of cell housings", "电芯壳体腐蚀", "yingcai", ("qingyue",), "service", 150_000, "closed"),
    Work("Recovered graphite as anode", "再生石墨负极", "beizhou", ("linhai",), "commissioned", 1_300_000, "running", (
        (P, "Purification of recovered graphite", "再生石墨提纯方法"),)),
    Work("Sorting by spectral camera", "光谱分选", "beizhou", ("yunmeng",), "commissioned", 990_000, "closing", (
        (S, "Spectral sorting software", "光谱分选软件"),)),
    Work("Energy storage for a robot fleet", "机器人车队储能", "ruilan", ("linhai", "haoyuan"), "cooperative", 1_750_000, "running", (
        (P, "Pack with swappable modules", "可换模块电池包"),)),
    Work("Field robot for seed plots", "育种小区机器人", "ruilan", ("beichen", "heguang"), "cooperative", 1_400_000, "in_approval"),
    Work("Container storage, hundred kilowatt", "百千瓦储能集装箱", "haoyuan", ("linhai", "yingcai"), "cooperative", 5_600_000, "running", (
        (P, "Container with passive cooling", "被动冷却储能舱"), (P, "Fault isolation of battery strings", "电池簇故障隔离方法"))),
)  # fmt: skip

# Results of the time before Trihelix: taken over with their papers, many of them licensed.
EARLIER = (
    ("linhai", P, "Ink for printed current collectors", "印刷集流体油墨"),
    ("linhai", P, "Layered oxide with surface spinel", "表面尖晶石层状氧化物"),
    ("linhai", P, "Acoustic inspection of welds", "焊点声学检测"),
    ("linhai", S, "Formation process planner", "化成工艺规划软件"),
    ("linhai", K, "Dry mixing of electrode powders", "电极粉体干混工艺"),
    ("linhai", P, "Vent valve for prismatic cells", "方形电芯防爆阀"),
    ("yunmeng", P, "Harmonic drive with ceramic wave", "陶瓷波发生器谐波减速器"),
    ("yunmeng", S, "Motion planning in narrow rooms", "狭窄空间运动规划软件"),
    ("yunmeng", P, "Magnetic coupling for clean rooms", "洁净室磁力联轴器"),
    ("beichen", "plant_variety", "Beichen Rice 3", "北辰稻3号"),
    ("beichen", P, "Biodegradable mulch film", "可降解地膜"),
    ("beichen", P, "Hand-held chlorophyll meter", "手持叶绿素仪"),
    ("beichen", S, "Field trial planner", "田间试验规划软件"),
    ("beichen", K, "Storage of hybrid seed", "杂交种子贮藏工艺"),
    ("yingcai", P, "Dry coating of cathodes", "正极干法涂布"),
    ("yingcai", K, "Drying of electrodes without cracks", "电极无裂纹干燥工艺"),
    ("yunmeng", P, "Ball screw without backlash", "无间隙滚珠丝杠"),
    ("yingcai", P, "Reference electrode for pouch cells", "软包电芯参比电极"),
    ("yingcai", S, "Impedance fitting package", "阻抗拟合软件"),
)
